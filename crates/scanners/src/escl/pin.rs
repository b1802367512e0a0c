//! Certificates of devices: they sign them themselves, so the one seen first is the one that counts from then on (trust on first use).

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, DigitallySignedStruct, Error, SignatureScheme};
use values::Sha256;

/// Takes the certificate that is expected, or any where none was seen before; and remembers which it was.
#[derive(Debug)]
pub(super) struct Pin {
    expected: Option<Sha256>,
    seen: Mutex<Option<Sha256>>,
    is_another: AtomicBool,
    provider: Arc<CryptoProvider>,
}

impl Pin {
    pub(super) fn new(expected: Option<Sha256>, provider: Arc<CryptoProvider>) -> Self {
        Self { expected, seen: Mutex::new(None), is_another: AtomicBool::new(false), provider }
    }

    /// The hash of the certificate the device showed.
    pub(super) fn seen(&self) -> Option<Sha256> {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether it showed another one than before.
    pub(super) fn is_another(&self) -> bool {
        self.is_another.load(Ordering::SeqCst)
    }
}

impl ServerCertVerifier for Pin {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let hash = Sha256::of(certificate);
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        // The first one of this job counts for all of it, also where none was known before.
        let known = self.expected.or(*seen);
        *seen = Some(seen.unwrap_or(hash));
        drop(seen);
        if known.is_some_and(|it| it != hash) {
            self.is_another.store(true, Ordering::SeqCst);
        }
        match known.is_none_or(|it| it == hash) {
            true => Ok(ServerCertVerified::assertion()),
            false => Err(CertificateError::ApplicationVerificationFailure.into()),
        }
    }

    // Whoever shows a certificate must hold its key.
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
