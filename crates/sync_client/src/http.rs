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

/// Trusts a leaf signed by the CA whose key was named at enrolment; its dates are passed over, because a desk's clock may be
/// a day off.
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
        // A desk whose clock is a day off must still reach the centre that tells it so.
        match verifier.verify_server_cert(leaf, chain, name, ocsp, now) {
            Err(rustls::Error::InvalidCertificate(
                CertificateError::Expired
                | CertificateError::ExpiredContext { .. }
                | CertificateError::NotValidYet
                | CertificateError::NotValidYetContext { .. },
            )) => Ok(ServerCertVerified::assertion()),
            other => other,
        }
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

impl PinnedCentre {
    fn is_pinned(&self, certificate: &CertificateDer<'_>) -> bool {
        match x509_parser::parse_x509_certificate(certificate) {
            Ok((_, parsed)) => EnrolLine::pin_fits(&self.pin, &Sha256::of(parsed.public_key().raw)),
            Err(_) => false,
        }
    }
}
