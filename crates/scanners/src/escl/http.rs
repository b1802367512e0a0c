//! The way to a device. A trait, so that a device that misbehaves in every way can stand in.

use std::io::Read;
use std::sync::Arc;
use std::time::Duration;

use values::{Code, Problem, Refusal, Sha256};

use super::pin::Pin;

/// The largest answer that is taken, in bytes: a page of A3 in colour at 600 dpi.
const MAX_ANSWER_BYTES: u64 = 300 << 20;
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// A device answers the next page when it has scanned it.
const ANSWER_TIMEOUT: Duration = Duration::from_secs(90);

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Sends XML.
    Post,
    /// Ends a job.
    Delete,
}

/// What a device answers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// `Location`.
    pub location: Option<String>,
    /// `Retry-After`, in seconds.
    pub retry_after_s: Option<u64>,
    /// What it sends.
    pub body: Vec<u8>,
}

/// Speaks to one device.
pub trait Http {
    /// Asks for `path`, which begins with a slash.
    ///
    /// # Errors
    /// When the device does not answer, or its answer is cut off or too long.
    fn ask(&mut self, method: Method, path: &str, body: &str) -> Result<Answer, Problem>;
}

/// Returns an address as it is always written: the name in small letters, without the port it would have anyway. What is no address stays.
pub fn written_once(address: &str) -> String {
    let address = address.trim().trim_end_matches('/');
    reqwest::Url::parse(address).map_or_else(|_| address.to_owned(), |it| it.as_str().trim_end_matches('/').to_owned())
}

/// The real way.
pub struct HttpClient {
    client: reqwest::blocking::Client,
    base: String,
    pin: Arc<Pin>,
}

impl HttpClient {
    /// Goes to `base`, such as `http://10.0.0.7:80`, and nowhere else. Devices sign their certificates themselves: with https only that
    /// with the hash `expected` is taken, or any where none was seen before.
    ///
    /// # Errors
    /// When the address is none.
    pub fn new(base: &str, expected: Option<Sha256>) -> Result<Self, Problem> {
        let broken = |why: &dyn std::fmt::Display| Problem::Broken(format!("HTTP: {why}"));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let pin = Arc::new(Pin::new(expected, provider.clone()));
        let config = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|why| broken(&why))?
            .dangerous()
            .with_custom_certificate_verifier(pin.clone())
            .with_no_client_auth();
        let client = reqwest::blocking::Client::builder()
            .tls_backend_preconfigured(config)
            .connect_timeout(CONNECT_TIMEOUT)
            .timeout(ANSWER_TIMEOUT)
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .build()
            .map_err(|why| broken(&why))?;
        Ok(Self { client, base: base.trim_end_matches('/').to_owned(), pin })
    }

    /// Returns the hash of the certificate the device showed; none before the first answer, and none without TLS.
    pub fn certificate(&self) -> Option<Sha256> {
        self.pin.seen()
    }
}

impl Http for HttpClient {
    fn ask(&mut self, method: Method, path: &str, body: &str) -> Result<Answer, Problem> {
        let url = format!("{}{path}", self.base);
        let request = match method {
            Method::Get => self.client.get(url),
            Method::Post => self.client.post(url).header("content-type", "text/xml").body(body.to_owned()),
            Method::Delete => self.client.delete(url),
        };
        let gone = |_| match self.pin.is_another() {
            true => Refusal::new(Code::ScannerCertificateChanged).at("source").into(),
            false => Problem::unavailable(Code::ScannerUnreachable),
        };
        let answer = request.send().map_err(gone)?;
        let header = |name: &str| answer.headers().get(name).and_then(|it| it.to_str().ok()).map(str::to_owned);
        let (location, retry) = (header("location"), header("retry-after"));
        let (status, length) = (answer.status().as_u16(), answer.content_length());
        let mut body = Vec::new();
        let read = answer.take(MAX_ANSWER_BYTES + 1).read_to_end(&mut body);
        let is_cut = length.is_some_and(|it| it != body.len() as u64) || body.len() as u64 > MAX_ANSWER_BYTES;
        if read.is_err() || is_cut {
            return Err(Problem::unavailable(Code::ScannerUnreachable));
        }
        Ok(Answer { status, location, retry_after_s: retry.and_then(|it| it.trim().parse().ok()), body })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_device_has_one_address() {
        for (typed, is) in [
            ("https://Skener.local:443/", "https://skener.local"),
            (" http://10.0.0.7:80", "http://10.0.0.7"),
            ("https://10.0.0.7:8443", "https://10.0.0.7:8443"),
            ("10.0.0.7", "10.0.0.7"),
        ] {
            assert_eq!(written_once(typed), is);
        }
    }
}
