package traefik4j.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderedMapTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 8, 9, 1000})
    void isEqualToTheMapItCopiesInTheSameOrder(int size) {
        Map<String, Integer> map = new LinkedHashMap<>();
        for (int i = size; i > 0; i--) {
            map.put("f" + i, i);
        }

        Map<String, Integer> copy = OrderedMap.copyOf(map);

        assertThat(copy).isEqualTo(map).hasSize(size).hasSameHashCodeAs(map);
        assertThat(map).isEqualTo(copy);
        assertThat(new ArrayList<>(copy.entrySet())).isEqualTo(new ArrayList<>(map.entrySet()));
        List<String> names = new ArrayList<>();
        copy.forEach((name, value) -> names.add(name));
        assertThat(names).isEqualTo(new ArrayList<>(map.keySet()));
        map.forEach((name, value) -> assertThat(copy.get(name)).isEqualTo(value));
        assertThat(copy.get("f0")).isNull();
        assertThat(copy.containsKey("f0")).isFalse();
    }

    @Test
    void isNotEqualToAMapWithAnotherValueOrName() {
        Map<String, Integer> map = OrderedMap.copyOf(Map.of("a", 1, "b", 2));

        assertThat(map).isNotEqualTo(Map.of("a", 1, "b", 3)).isNotEqualTo(Map.of("a", 1, "c", 2));
    }

    @Test
    void tellsNamesOfOneHashApart() {
        Map<String, Integer> map = OrderedMap.copyOf(Map.of("Aa", 1, "BB", 2));

        assertThat(map.get("Aa")).isEqualTo(1);
        assertThat(map.get("BB")).isEqualTo(2);
    }

    @Test
    void cannotBeChanged() {
        Map<String, Integer> map = OrderedMap.copyOf(Map.of("a", 1, "b", 2));

        assertThatThrownBy(() -> map.put("c", 3)).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.remove("a")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(map::clear).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> map.entrySet().iterator().next().setValue(2))
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void refusesANameTwice() {
        OrderedMap.Builder<String, Integer> builder = new OrderedMap.Builder<>(1);
        builder.put("a", 1);
        builder.put("a", 2);

        assertThatThrownBy(builder::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a twice");
    }
}
