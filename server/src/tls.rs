//! The centre's own CA and the leaf it serves with.
//!
//! The CA is made at the first start and stays; desks remember its key. The leaf is made anew at every start, so
//! that a new address or an old date never means enrolling again.

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;

use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose,
    SanType,
};
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};
use values::{Clock, Code, Problem, Refusal, Sha256};

/// How long a leaf lives. Desks trust the CA's key and pass over the leaf's dates, so that a wrong clock or a centre
/// that was not restarted locks nobody out.
const LEAF_DAYS: i64 = 90;

/// What the centre serves with.
pub struct Tls {
    /// For the server.
    pub config: Arc<rustls::ServerConfig>,
    /// What an enrolment line names.
    pub ca_key: Sha256,
}

impl Tls {
    /// Loads the CA of the centre in `folder`, making it at the first start, and makes a leaf for `names`.
    pub fn load(folder: &Path, names: &[String], clock: &dyn Clock) -> Result<Self, Problem> {
        let (ca_pem, key_pem) = load_ca(folder)?;
        let key = KeyPair::from_pem(&key_pem).map_err(wrong)?;
        let ca_der = pem_der(&ca_pem)?;
        let issuer = Issuer::from_ca_cert_der(&ca_der, key).map_err(wrong)?;
        let leaf_key = KeyPair::generate().map_err(wrong)?;
        let mut params = CertificateParams::default();
        params.subject_alt_names = names.iter().map(|it| alternative_name(it)).collect::<Result<_, _>>()?;
        params.distinguished_name.push(DnType::CommonName, "Tajemnik");
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        let today = values::local_date(clock.now());
        let date = |days: i64| {
            let it = today.saturating_add(jiff::Span::new().days(days));
            rcgen::date_time_ymd(i32::from(it.year()), it.month() as u8, it.day() as u8)
        };
        params.not_before = date(-2);
        params.not_after = date(LEAF_DAYS);
        let leaf = params.signed_by(&leaf_key, &issuer).map_err(wrong)?;
        let chain = vec![leaf.der().clone(), ca_der.clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(leaf_key.serialize_der()));
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let config = rustls::ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(wrong)?
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .map_err(wrong)?;
        Ok(Self { config: Arc::new(config), ca_key: ca_key_hash(&ca_der)? })
    }

    /// Returns the hash of the CA's key alone, for the commands that write enrolment lines.
    pub fn load_ca_key(folder: &Path) -> Result<Sha256, Problem> {
        let (ca_pem, _) = load_ca(folder)?;
        ca_key_hash(&pem_der(&ca_pem)?)
    }
}

/// Returns the SHA-256 of a certificate's public key, as enrolment lines and desks name it.
pub fn ca_key_hash(certificate: &CertificateDer<'_>) -> Result<Sha256, Problem> {
    let (_, parsed) = x509_parser::parse_x509_certificate(certificate).map_err(wrong)?;
    Ok(Sha256::of(parsed.public_key().raw))
}

fn load_ca(folder: &Path) -> Result<(String, String), Problem> {
    let (ca, key) = (folder.join("ca.pem"), folder.join("ca-key.pem"));
    if !key.exists() {
        make_ca(folder, &ca, &key)?;
    }
    let read = |path: &Path| std::fs::read_to_string(path).map_err(disk);
    Ok((read(&ca)?, read(&key)?))
}

/// Makes the CA, unless another process does so just now: a line written for one CA and a centre that serves with another
/// would turn every desk away.
fn make_ca(folder: &Path, ca: &Path, key: &Path) -> Result<(), Problem> {
    let lock = std::fs::File::create(folder.join("ca.lock")).map_err(disk)?;
    lock.lock().map_err(disk)?;
    if !key.exists() {
        let key_pair = KeyPair::generate().map_err(wrong)?;
        let mut params = CertificateParams::default();
        params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
        params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        params.distinguished_name.push(DnType::CommonName, "Tajemnik CA");
        params.not_before = rcgen::date_time_ymd(2020, 1, 1);
        params.not_after = rcgen::date_time_ymd(2080, 1, 1);
        let certificate = params.self_signed(&key_pair).map_err(wrong)?;
        write_private(ca, &certificate.pem())?;
        // The key last: a CA is there when its key is.
        write_private(key, &key_pair.serialize_pem())?;
    }
    Ok(())
}

fn write_private(path: &Path, text: &str) -> Result<(), Problem> {
    use std::io::Write;
    let part = path.with_extension("part");
    let mut options = std::fs::OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(&part).map_err(disk)?;
    file.write_all(text.as_bytes()).and_then(|()| file.sync_all()).map_err(disk)?;
    std::fs::rename(&part, path).map_err(disk)
}

fn alternative_name(name: &str) -> Result<SanType, Problem> {
    match name.parse() {
        Ok(address) => Ok(SanType::IpAddress(address)),
        Err(_) => name.try_into().map(SanType::DnsName).map_err(wrong),
    }
}

/// Returns the names a centre that listens at `address` is reached by.
pub(crate) fn names_for(address: SocketAddr, more: &[String]) -> Vec<String> {
    let mut names = vec![address.ip().to_string(), "localhost".to_owned()];
    names.extend(more.iter().cloned());
    names.sort();
    names.dedup();
    names
}

fn pem_der(pem: &str) -> Result<CertificateDer<'static>, Problem> {
    let (_, pem) = x509_parser::pem::parse_x509_pem(pem.as_bytes()).map_err(wrong)?;
    Ok(CertificateDer::from(pem.contents))
}

fn wrong(why: impl std::fmt::Display) -> Problem {
    Problem::Broken(format!("certificates: {why}"))
}

fn disk(why: std::io::Error) -> Problem {
    Problem::Unavailable(Refusal::new(Code::DiskFailed).with("why", why))
}

#[cfg(test)]
mod tests {
    use super::Tls;

    #[test]
    fn processes_that_begin_together_have_one_ca() {
        let folder = tempfile::tempdir().expect("there is room");
        let keys: Vec<_> = std::thread::scope(|threads| {
            let all: Vec<_> = (0..8).map(|_| threads.spawn(|| Tls::load_ca_key(folder.path()))).collect();
            all.into_iter().map(|it| it.join().expect("no panic").expect("a CA").to_string()).collect()
        });
        assert!(keys.iter().all(|it| *it == keys[0]), "{keys:?}");
    }
}
