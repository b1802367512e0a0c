//! Network scanners without a driver: eSCL (Mopria), over HTTP.

mod device;
mod http;
mod network;
mod pin;
mod source;

pub use device::{Capabilities, FeederState, JobStatus, ScannerStatus, read_capabilities, read_status};
pub use http::{Answer, Http, HttpClient, Method, written_once};
pub use network::network_scanners;
pub use source::EsclSource;
