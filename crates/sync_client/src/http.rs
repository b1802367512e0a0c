//! HTTPS to the centre this desk was enrolled at, and to no other.

use std::sync::Arc;
use std::time::Duration;

use reqwest::blocking::Client;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, RootCertStore, SignatureScheme};
use sync_protocol::{EnrolLine, Reply, Request, decode, encode, sign};
use values::{Code, Problem, Refusal, Sha256};

use crate::{Signer, Transport};

const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// Longer than the centre keeps a waiting desk waiting.
const REPLY_TIMEOUT: Duration = Duration::from_secs(60);

/// The way over the network.
pub struct HttpTransport {
    client: Client,
    address: String,
}

impl HttpTransport {
    /// Goes to `address` (host and port) and trusts the centre whose CA key has the `pin`.
    pub fn new(address: &str, pin: &str) -> Result<Self, Problem> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let verifier = PinnedCentre { pin: pin.to_owned(), provider: provider.clone() };
        let broken = |why: &dyn std::fmt::Display| Problem::Broken(format!("TLS: {why}"));
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|why| broken(&why))?
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier))
            .with_no_client_auth();
        let client = Client::builder()
            .tls_backend_preconfigured(config)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(REPLY_TIMEOUT)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|why| broken(&why))?;
        Ok(Self { client, address: address.to_owned() })
    }
}

impl Transport for HttpTransport {
    fn call(&self, request: &Request, signer: Option<&Signer>) -> Result<Reply, Problem> {
        let body = encode(request);
        let name = request.name();
        let mut post = self.client.post(format!("https://{}/v1/{name}", self.address));
        if let Some(signer) = signer {
            let caller = sign(&signer.secret, signer.seat, signer.branch, name, &body);
            post = post.header("authorization", caller.to_string());
        }
        let reply = post.body(body).send().map_err(|why| unreachable(&why))?;
        match reply.status().as_u16() {
            200 => {}
            413 => return Err(Problem::refused(Code::TooLarge)),
            404 => return Err(Problem::unavailable(Code::ProtocolTooOld)),
            _ => return Err(Problem::unavailable(Code::CentreUnreachable)),
        }
        // A reply cut off in the middle is as if it had not come: the request is idempotent and is sent again.
        let bytes = reply.bytes().map_err(|_| Problem::unavailable(Code::AnswerNotUnderstood))?;
        decode::<Result<Reply, Problem>>(&bytes)?
    }
}

fn unreachable(error: &reqwest::Error) -> Problem {
    let mut cause: Option<&dyn std::error::Error> = Some(error);
    while let Some(it) = cause {
        if it.to_string().contains(OTHER_CENTRE) {
            return Problem::Unavailable(Refusal::new(Code::CentreNotTheSame));
        }
        cause = it.source();
    }
    Problem::unavailable(Code::CentreUnreachable)
}

/// How a wrong CA is told through the layers of the HTTP library, which keep only its text.
const OTHER_CENTRE: &str = "this is another centre";

/// Trusts a leaf signed by the CA whose key was named at enrolment, whatever the desk's clock says of the date.
#[derive(Debug)]
struct PinnedCentre {
    pin: String,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for PinnedCentre {
    fn verify_server_cert(
        &self,
        leaf: &CertificateDer<'_>,
        chain: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let ca =
            chain.iter().find(|it| self.is_pinned(it)).ok_or_else(|| rustls::Error::General(OTHER_CENTRE.into()))?;
        let mut roots = RootCertStore::empty();
        roots.add(ca.clone().into_owned())?;
        let verifier = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), self.provider.clone())
            .build()
            .map_err(|why| rustls::Error::General(why.to_string()))?;
        verifier.verify_server_cert(leaf, chain, name, ocsp, instant_within(leaf, now)?)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls12_signature(message, cert, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        rustls::crypto::verify_tls13_signature(message, cert, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

/// Returns `now`, or the nearest instant the leaf is valid at: a desk whose clock is a day off must still reach the
/// centre that tells it so. To pass over the refusal instead would be wrong: dates are looked at before signatures.
fn instant_within(leaf: &CertificateDer<'_>, now: UnixTime) -> Result<UnixTime, rustls::Error> {
    let (_, parsed) = x509_parser::parse_x509_certificate(leaf)
        .map_err(|_| rustls::Error::InvalidCertificate(CertificateError::BadEncoding))?;
    let seconds = |it: x509_parser::time::ASN1Time| u64::try_from(it.timestamp()).unwrap_or(0);
    let (from, to) = (seconds(parsed.validity().not_before), seconds(parsed.validity().not_after));
    let within = now.as_secs().min(to).max(from);
    Ok(UnixTime::since_unix_epoch(std::time::Duration::from_secs(within)))
}

impl PinnedCentre {
    fn is_pinned(&self, certificate: &CertificateDer<'_>) -> bool {
        match x509_parser::parse_x509_certificate(certificate) {
            Ok((_, parsed)) => EnrolLine::pin_fits(&self.pin, &Sha256::of(parsed.public_key().raw)),
            Err(_) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, KeyUsagePurpose, date_time_ymd};

    struct Authority {
        issuer: Issuer<'static, KeyPair>,
        certificate: CertificateDer<'static>,
    }

    fn authority() -> Authority {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign];
        (params.not_before, params.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2080, 1, 1));
        let certificate = params.self_signed(&key).unwrap().der().clone();
        Authority { issuer: Issuer::new(params, key), certificate }
    }

    fn leaf(authority: &Authority, years: (i32, i32)) -> CertificateDer<'static> {
        let mut params = CertificateParams::new(vec!["localhost".to_owned()]).unwrap();
        (params.not_before, params.not_after) = (date_time_ymd(years.0, 1, 1), date_time_ymd(years.1, 1, 1));
        params.signed_by(&KeyPair::generate().unwrap(), &authority.issuer).unwrap().der().clone()
    }

    /// What a desk that was enrolled at `pinned` says of a leaf that is shown with that centre's CA, in the year 2026.
    fn verify(pinned: &Authority, leaf: &CertificateDer<'_>, name: &str) -> Result<(), rustls::Error> {
        let (_, parsed) = x509_parser::parse_x509_certificate(&pinned.certificate).unwrap();
        let pin = EnrolLine::new("localhost", &Sha256::of(parsed.public_key().raw), "0").pin;
        let verifier = PinnedCentre { pin, provider: Arc::new(rustls::crypto::ring::default_provider()) };
        let now = UnixTime::since_unix_epoch(std::time::Duration::from_secs(1_780_000_000));
        let name = ServerName::try_from(name.to_owned()).unwrap();
        verifier.verify_server_cert(leaf, std::slice::from_ref(&pinned.certificate), &name, &[], now).map(drop)
    }

    #[test]
    fn a_leaf_of_the_pinned_centre_is_trusted_whatever_the_desk_s_clock_says() {
        let centre = authority();
        for years in [(2025, 2027), (2021, 2022), (2070, 2071)] {
            verify(&centre, &leaf(&centre, years), "localhost").unwrap();
        }
        verify(&centre, &leaf(&centre, (2025, 2027)), "jinde.example").unwrap_err();
    }

    #[test]
    fn nobody_else_s_leaf_is_trusted_beside_the_pinned_certificate_in_any_year() {
        let (centre, stranger) = (authority(), authority());
        for years in [(2025, 2027), (2021, 2022), (2070, 2071)] {
            verify(&centre, &leaf(&stranger, years), "localhost").unwrap_err();
        }
    }
}
