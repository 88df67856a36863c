package traefik4j.app;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The arrows of ARCHITECTURE.md: who may use whom. */
final class ArchitectureTest {
    private static final JavaClasses PROGRAM = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("traefik4j");

    /** From the clients' side to the servers': each package may use those behind it in this list. */
    private static final List<String> DOWNWARDS = List.of(
            "entrypoint",
            "tcp",
            "routing",
            "rule",
            "middleware",
            "template",
            "auth",
            "balancing",
            "health",
            "breaker",
            "limit",
            "buffering",
            "upstream",
            "exchange",
            "http2",
            "http",
            "tls",
            "ocsp",
            "der");

    @Test
    void modulesDependInOneDirection() {
        modules()
                .whereLayer("app")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("providers")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("proxy")
                .mayOnlyBeAccessedByLayers("app")
                .whereLayer("control")
                .mayOnlyBeAccessedByLayers("app", "providers")
                .whereLayer("config")
                .mayOnlyBeAccessedByLayers("app", "providers", "control", "proxy")
                .check(PROGRAM);
    }

    private static LayeredArchitecture modules() {
        return layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .layer("app")
                .definedBy("traefik4j.app..")
                .layer("providers")
                .definedBy("traefik4j.provider..")
                .layer("control")
                .definedBy("traefik4j.control..")
                .layer("proxy")
                .definedBy("traefik4j.proxy..")
                .layer("config")
                .definedBy("traefik4j.config..");
    }

    @Test
    void noProviderKnowsAnother() {
        slices().matching("traefik4j.provider.(*)..")
                .should()
                .notDependOnEachOther()
                .check(PROGRAM);
    }

    @Test
    void packagesOfTheProxyDependDownwards() {
        for (int upper = 0; upper < DOWNWARDS.size(); upper++) {
            for (String lower : DOWNWARDS.subList(upper + 1, DOWNWARDS.size())) {
                noClasses()
                        .that()
                        .resideInAPackage("traefik4j.proxy." + lower)
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("traefik4j.proxy." + DOWNWARDS.get(upper))
                        .check(PROGRAM);
            }
        }
    }

    @Test
    void everyPackageOfTheProxyHasItsPlaceInTheList() {
        assertThat(PROGRAM.getPackage("traefik4j.proxy").getSubpackages())
                .extracting(JavaPackage::getRelativeName)
                .containsExactlyInAnyOrderElementsOf(DOWNWARDS);
    }

    @Test
    void packagesAreFreeOfCycles() {
        slices().matching("traefik4j.(**)").should().beFreeOfCycles().check(PROGRAM);
    }

    @Test
    void nettyLivesInTheProxyAlone() {
        noClasses()
                .that()
                .resideOutsideOfPackage("traefik4j.proxy..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .check(PROGRAM);
    }

    @Test
    void theAppAloneAsksTheSystem() {
        noClasses()
                .that()
                .resideOutsideOfPackage("traefik4j.app..")
                .should()
                .callMethod(System.class, "getProperty", String.class)
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .check(PROGRAM);
    }
}
