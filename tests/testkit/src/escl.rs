//! A network scanner that speaks eSCL and misbehaves as it is told.
//!
//! [`EsclDevice`] answers requests one by one, for tests without a network; [`EsclServer`] puts one on a port of this machine.

use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};

use rustls::pki_types::PrivatePkcs8KeyDer;
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// What goes wrong, each at its place in the pile, counted from 0.
#[derive(Clone, Debug, Default)]
pub struct Faults {
    /// Paper jams before this page.
    pub jam_before: Option<usize>,
    /// Two sheets go through at once before this page.
    pub double_before: Option<usize>,
    /// The cover is open from the beginning.
    pub cover_open: bool,
    /// How often it says that it is busy before it takes a job.
    pub n_busy: u32,
    /// How often it says "not yet" before each page.
    pub n_late: u32,
    /// With which status it says so: 503 or 404.
    pub late_status: u16,
    /// It says so many pages more, or fewer, than it gave.
    pub lies_by: i32,
    /// A page of HTML comes in this place, with a good status.
    pub html_at: Option<usize>,
    /// The line breaks in the middle of this page.
    pub cut_at: Option<usize>,
    /// What the address of a job begins with: nothing, a wrong host, nothing at all.
    pub location: Location,
    /// It claims pages for ever.
    pub endless: bool,
    /// It does not list its jobs.
    pub no_job_list: bool,
    /// It says that it is idle also while a job runs.
    pub seems_idle: bool,
    /// How often it is too busy to say where it stands.
    pub n_silent: u32,
    /// The line breaks as it says that a job has begun.
    pub begins_cut: bool,
    /// With which status it says that the feeder is empty: 404, 409 or 410.
    pub end_status: u16,
    /// So many seconds it asks to be left alone when it says "not yet".
    pub retry_after_s: Option<u64>,
    /// Somebody cancels the job at it before this page, or it gives it up.
    pub given_up_before: Option<usize>,
    /// It has a glass and no feeder: one page a job.
    pub has_no_feeder: bool,
}

/// How a device writes the address of a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Location {
    /// `/eSCL/ScanJobs/1`
    #[default]
    Path,
    /// `http://192.168.0.1/eSCL/ScanJobs/1`, which nobody reaches.
    WrongHost,
    /// `ScanJobs/1`
    Relative,
    /// Not at all.
    Unsaid,
}

/// An answer.
#[derive(Clone, Debug, Default)]
pub struct DeviceAnswer {
    /// The status.
    pub status: u16,
    /// Its headers.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: Vec<u8>,
    /// Whether the line breaks in the middle of it.
    pub is_cut: bool,
}

/// The device.
#[derive(Debug, Default)]
pub struct EsclDevice {
    /// What lies in its feeder.
    pub feeder: VecDeque<Vec<u8>>,
    /// What goes wrong.
    pub faults: Faults,
    /// Every request it heard: method and path.
    pub heard: Vec<String>,
    /// What was asked for with the last job.
    pub settings: String,
    n_given: usize,
    n_late: u32,
    has_job: bool,
    is_over: bool,
    is_given_up: bool,
    adf: &'static str,
}

impl EsclDevice {
    /// A device with `pages` in its feeder.
    pub fn new(pages: impl IntoIterator<Item = Vec<u8>>, faults: Faults) -> Self {
        let feeder: VecDeque<Vec<u8>> = pages.into_iter().collect();
        let adf = match (faults.cover_open, feeder.is_empty()) {
            (true, _) => "ScannerAdfHatchOpen",
            (false, true) => "ScannerAdfEmpty",
            (false, false) => "ScannerAdfLoaded",
        };
        Self { feeder, faults, adf, ..Self::default() }
    }

    /// Somebody frees what is stuck and puts the rest in again.
    pub fn mend(&mut self) {
        self.faults = Faults::default();
        self.adf = "ScannerAdfLoaded";
    }

    /// Answers a request.
    pub fn answer(&mut self, method: &str, path: &str, body: &str) -> DeviceAnswer {
        self.heard.push(format!("{method} {path}"));
        match (method, path) {
            ("GET", "/eSCL/ScannerCapabilities") if self.faults.has_no_feeder => xml(CAPABILITIES_OF_GLASS.to_owned()),
            ("GET", "/eSCL/ScannerCapabilities") => xml(CAPABILITIES.to_owned()),
            ("GET", "/eSCL/ScannerStatus") if self.faults.n_silent > 0 => {
                self.faults.n_silent -= 1;
                status(503)
            }
            ("GET", "/eSCL/ScannerStatus") => xml(self.status()),
            ("POST", "/eSCL/ScanJobs") => self.begin(body),
            ("GET", "/eSCL/ScanJobs/1/NextDocument") if self.has_job => self.next(),
            ("DELETE", "/eSCL/ScanJobs/1") if self.has_job => {
                self.has_job = false;
                self.is_over = true;
                status(200)
            }
            _ => status(404),
        }
    }

    fn begin(&mut self, body: &str) -> DeviceAnswer {
        if self.faults.n_busy > 0 {
            self.faults.n_busy -= 1;
            return status(503);
        }
        if self.feeder.is_empty() && !self.faults.endless {
            return status(409);
        }
        body.clone_into(&mut self.settings);
        (self.has_job, self.is_over, self.is_given_up, self.n_given) = (true, false, false, 0);
        let location = match self.faults.location {
            Location::Path => Some("/eSCL/ScanJobs/1"),
            Location::WrongHost => Some("http://192.168.0.1:8080/eSCL/ScanJobs/1"),
            Location::Relative => Some("ScanJobs/1"),
            Location::Unsaid => None,
        };
        let headers = location.map(|it| ("Location", it.to_owned())).into_iter().collect();
        DeviceAnswer { headers, is_cut: self.faults.begins_cut, ..status(201) }
    }

    fn next(&mut self) -> DeviceAnswer {
        if self.n_late < self.faults.n_late {
            self.n_late += 1;
            let again = self.faults.retry_after_s.map(|it| ("Retry-After", it.to_string()));
            let late = status(if self.faults.late_status == 0 { 503 } else { self.faults.late_status });
            return DeviceAnswer { headers: again.into_iter().collect(), ..late };
        }
        self.n_late = 0;
        for (at, adf) in
            [(self.faults.jam_before, "ScannerAdfJam"), (self.faults.double_before, "ScannerAdfMultipickDetected")]
        {
            if at == Some(self.n_given) {
                self.adf = adf;
                self.is_over = true;
                return status(409);
            }
        }
        if self.faults.given_up_before == Some(self.n_given) {
            (self.is_over, self.is_given_up) = (true, true);
            return status(410);
        }
        let is_off_glass = self.faults.has_no_feeder && self.n_given == 1;
        if is_off_glass {
            self.is_over = true;
            return status(404);
        }
        if self.faults.html_at == Some(self.n_given) {
            let body = b"<html><body>Paper tray</body></html>".to_vec();
            return DeviceAnswer { headers: vec![("Content-Type", "text/html".to_owned())], body, ..status(200) };
        }
        let page = if self.faults.endless { self.feeder.front().cloned() } else { self.feeder.pop_front() };
        let Some(page) = page else {
            self.adf = "ScannerAdfEmpty";
            self.is_over = true;
            return status(if self.faults.end_status == 0 { 404 } else { self.faults.end_status });
        };
        let is_cut = self.faults.cut_at == Some(self.n_given);
        self.n_given += 1;
        DeviceAnswer { headers: vec![("Content-Type", "image/jpeg".to_owned())], body: page, is_cut, ..status(200) }
    }

    fn status(&mut self) -> String {
        self.faults.n_busy = self.faults.n_busy.saturating_sub(1);
        let is_idle = self.faults.n_busy == 0 && (!self.has_job || self.is_over || self.faults.seems_idle);
        let state = if is_idle { "Idle" } else { "Processing" };
        let n = i64::try_from(self.n_given).unwrap_or_default() + i64::from(self.faults.lies_by);
        let job = if self.has_job && !self.faults.no_job_list {
            let state = match (self.is_over, self.is_given_up) {
                (false, _) => "Processing",
                (true, false) => "Completed",
                (true, true) => "Aborted",
            };
            format!(
                "<scan:Jobs><scan:JobInfo><pwg:JobUri>/eSCL/ScanJobs/1</pwg:JobUri><pwg:ImagesCompleted>{n}</pwg:ImagesCompleted>\
                 <pwg:JobState>{state}</pwg:JobState></scan:JobInfo></scan:Jobs>"
            )
        } else {
            String::new()
        };
        format!(
            "<scan:ScannerStatus {NAMES}><pwg:State>{state}</pwg:State><scan:AdfState>{}</scan:AdfState>{job}</scan:ScannerStatus>",
            self.adf
        )
    }
}

const NAMES: &str =
    r#"xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03" xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm""#;

const CAPABILITIES: &str = r#"<?xml version="1.0"?><scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:MakeAndModel>Zkušební podavač</pwg:MakeAndModel><scan:Adf>
 <scan:AdfSimplexInputCaps><scan:ColorMode>Grayscale8</scan:ColorMode><scan:ColorMode>RGB24</scan:ColorMode>
 <scan:XResolution>200</scan:XResolution><scan:XResolution>300</scan:XResolution></scan:AdfSimplexInputCaps>
 <scan:AdfDuplexInputCaps/></scan:Adf></scan:ScannerCapabilities>"#;

const CAPABILITIES_OF_GLASS: &str = r#"<?xml version="1.0"?><scan:ScannerCapabilities xmlns:scan="http://schemas.hp.com/imaging/escl/2011/05/03"
 xmlns:pwg="http://www.pwg.org/schemas/2010/12/sm"><pwg:MakeAndModel>Zkušební sklo</pwg:MakeAndModel><scan:Platen><scan:PlatenInputCaps>
 <scan:MaxWidth>2550</scan:MaxWidth><scan:MaxHeight>3508</scan:MaxHeight><scan:XResolution>300</scan:XResolution>
 </scan:PlatenInputCaps></scan:Platen></scan:ScannerCapabilities>"#;

fn status(status: u16) -> DeviceAnswer {
    DeviceAnswer { status, ..DeviceAnswer::default() }
}

fn xml(body: String) -> DeviceAnswer {
    DeviceAnswer { headers: vec![("Content-Type", "text/xml".to_owned())], body: body.into_bytes(), ..status(200) }
}

/// A device on a port of this machine; it answers until the test ends.
pub struct EsclServer {
    /// The device behind it.
    pub device: Arc<Mutex<EsclDevice>>,
    address: SocketAddr,
    /// How it encrypts, where it does.
    tls: Option<Arc<Mutex<Arc<ServerConfig>>>>,
}

impl EsclServer {
    /// Puts a device on a free port.
    pub fn start(device: EsclDevice) -> Self {
        Self::serve(device, None)
    }

    /// The same behind TLS, with a certificate the device signed itself.
    pub fn start_tls(device: EsclDevice) -> Self {
        Self::serve(device, Some(Arc::new(Mutex::new(self_signed()))))
    }

    /// The device is replaced by another one, with a certificate of its own.
    pub fn renew_certificate(&self) {
        if let Some(tls) = &self.tls {
            *tls.lock().expect("no test breaks in the device") = self_signed();
        }
    }

    fn serve(device: EsclDevice, tls: Option<Arc<Mutex<Arc<ServerConfig>>>>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("this machine has a free port");
        let address = listener.local_addr().expect("it was bound a moment ago");
        let device = Arc::new(Mutex::new(device));
        let (behind, encrypted) = (device.clone(), tls.clone());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                // A client that is gone, or does not trust it, is no matter of the device.
                let _ = match &encrypted {
                    None => serve(&mut stream, &behind),
                    Some(tls) => {
                        let config = tls.lock().expect("no test breaks in the device").clone();
                        let line = ServerConnection::new(config).expect("the certificate fits its key");
                        let mut stream = StreamOwned::new(line, stream);
                        serve(&mut stream, &behind).and_then(|()| {
                            stream.conn.send_close_notify();
                            stream.flush()
                        })
                    }
                };
            }
        });
        Self { device, address, tls }
    }

    /// Its address, as a clerk types it.
    pub fn url(&self) -> String {
        format!("{}://{}", if self.tls.is_some() { "https" } else { "http" }, self.address)
    }
}

fn self_signed() -> Arc<ServerConfig> {
    let made = rcgen::generate_simple_self_signed(["scanner.local".to_owned()]).expect("a certificate can be made");
    let key = PrivatePkcs8KeyDer::from(made.signing_key.serialize_der());
    let config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::ring::default_provider()))
        .with_safe_default_protocol_versions()
        .expect("the versions are there")
        .with_no_client_auth()
        .with_single_cert(vec![made.cert.der().clone()], key.into());
    Arc::new(config.expect("the key is that of the certificate"))
}

fn serve(stream: &mut (impl Read + Write), device: &Mutex<EsclDevice>) -> std::io::Result<()> {
    let mut reader = BufReader::new(&mut *stream);
    let mut first = String::new();
    reader.read_line(&mut first)?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        reader.read_line(&mut line)?;
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(said) = line.strip_prefix("content-length:") {
            length = said.trim().parse().unwrap_or(0);
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let mut words = first.split_whitespace();
    let (method, path) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let answer =
        device.lock().expect("no test breaks in the device").answer(method, path, &String::from_utf8_lossy(&body));
    let mut head =
        format!("HTTP/1.1 {} Said\r\nContent-Length: {}\r\nConnection: close\r\n", answer.status, answer.body.len());
    for (name, value) in &answer.headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    stream.write_all(format!("{head}\r\n").as_bytes())?;
    let n = if answer.is_cut { answer.body.len() / 2 } else { answer.body.len() };
    stream.write_all(&answer.body[..n])
}
