package traefik4j.proxy.ocsp;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;

/** Somebody who issues certificates and answers for them, by Bouncy Castle. */
public final class Authority {
    private static final ASN1ObjectIdentifier TLS_FEATURE = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.24");
    private static final int STATUS_REQUEST = 5;

    private final X500Name name;
    private final KeyPair keys = keys();
    private final X509Certificate certificate;
    private int serial = 1;

    /** A certificate and its key. */
    public record Issued(X509Certificate certificate, KeyPair keys) {
        /** The key in PEM. */
        public String key() {
            return pem("PRIVATE KEY", keys.getPrivate().getEncoded());
        }
    }

    /** Somebody of this name. */
    public Authority(String commonName) {
        name = new X500Name("CN=" + commonName);
        try {
            certificate = signed(
                    builder(name, keys).addExtension(Extension.basicConstraints, true, new BasicConstraints(true)));
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private X509v3CertificateBuilder builder(X500Name subject, KeyPair subjectKeys) {
        Instant now = Instant.now();
        return new JcaX509v3CertificateBuilder(
                name,
                BigInteger.valueOf(serial++),
                Date.from(now.minus(Duration.ofDays(1))),
                Date.from(now.plus(Duration.ofDays(90))),
                subject,
                subjectKeys.getPublic());
    }

    private X509Certificate signed(X509v3CertificateBuilder builder) {
        try {
            X509CertificateHolder holder =
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
            return new JcaX509CertificateConverter().getCertificate(holder);
        } catch (GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /**
     * A certificate for a server.
     *
     * @param responder who answers for it; null for nobody
     * @param demanding whether it is not to be believed without an answer
     */
    public Issued issue(String host, @Nullable String responder, boolean demanding) {
        KeyPair its = keys();
        try {
            X509v3CertificateBuilder builder = builder(new X500Name("CN=" + host), its);
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
            if (responder != null) {
                builder.addExtension(
                        Extension.authorityInfoAccess, false, new AuthorityInformationAccess(new AccessDescription[] {
                            new AccessDescription(
                                    AccessDescription.id_ad_caIssuers,
                                    new GeneralName(GeneralName.uniformResourceIdentifier, "http://nowhere.example")),
                            new AccessDescription(
                                    AccessDescription.id_ad_ocsp,
                                    new GeneralName(GeneralName.uniformResourceIdentifier, responder))
                        }));
            }
            if (demanding) {
                builder.addExtension(TLS_FEATURE, false, new DERSequence(new ASN1Integer(STATUS_REQUEST)));
            }
            return new Issued(signed(builder), its);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A certificate for somebody, who may answer in the name of this authority or not. */
    public Issued deputy(boolean appointed) {
        KeyPair its = keys();
        try {
            X509v3CertificateBuilder builder = builder(new X500Name("CN=deputy"), its);
            builder.addExtension(
                    Extension.extendedKeyUsage,
                    false,
                    new ExtendedKeyUsage(appointed ? KeyPurposeId.id_kp_OCSPSigning : KeyPurposeId.id_kp_serverAuth));
            return new Issued(signed(builder), its);
        } catch (CertIOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** This as the one who signs answers. */
    public Issued itself() {
        return new Issued(certificate, keys);
    }

    /**
     * An answer about a certificate.
     *
     * @param status null for good
     * @param until null for an answer without an end
     * @param signer who signs it; its certificate is in the answer unless it is this authority
     */
    public byte[] answer(
            BigInteger serialNumber,
            @Nullable CertificateStatus status,
            Instant since,
            @Nullable Instant until,
            Issued signer) {
        try {
            var sha1 = new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1);
            var issuer = new X509CertificateHolder(certificate.getEncoded());
            var responder = new X509CertificateHolder(signer.certificate().getEncoded());
            BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(new RespID(responder.getSubject()));
            builder.addResponse(
                    new CertificateID(sha1, issuer, serialNumber),
                    status,
                    Date.from(since),
                    until == null ? null : Date.from(until));
            var basic = builder.build(
                    new JcaContentSignerBuilder("SHA256withECDSA")
                            .build(signer.keys().getPrivate()),
                    signer.certificate().equals(certificate)
                            ? new X509CertificateHolder[0]
                            : new X509CertificateHolder[] {responder},
                    Date.from(since));
            return new OCSPRespBuilder()
                    .build(OCSPRespBuilder.SUCCESSFUL, basic)
                    .getEncoded();
        } catch (GeneralSecurityException | OperatorCreationException | OCSPException | java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Certificates in PEM. */
    public static String pem(X509Certificate... certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            try {
                text.append(pem("CERTIFICATE", certificate.getEncoded()));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        return text.toString();
    }

    private static String pem(String kind, byte[] content) {
        return "-----BEGIN " + kind + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content) + "\n-----END " + kind
                + "-----\n";
    }
}
