//! Network scanners that say in the network that they are there (mDNS, `_uscan._tcp` and `_uscans._tcp`).

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::time::{Duration, Instant};

use mdns_sd::{ResolvedService, ServiceDaemon, ServiceEvent};

use crate::SeenDevice;

/// Without and with TLS.
const SERVICES: [(&str, &str); 2] = [("_uscans._tcp.local.", "https"), ("_uscan._tcp.local.", "http")];
/// More than any office has.
const MAX_DEVICES: usize = 100;
const MAX_NAME_CHARS: usize = 80;

/// Returns the scanners that answer within `time`, by their names; each is named `escl:…` as a source. What speaks with and without TLS is
/// there once, with it.
pub fn network_scanners(time: Duration) -> Vec<SeenDevice> {
    let Ok(daemon) = ServiceDaemon::new() else { return Vec::new() };
    let mut found = BTreeMap::new();
    let until = Instant::now() + time;
    let browsed: Vec<_> = SERVICES.iter().filter_map(|it| Some((daemon.browse(it.0).ok()?, it.1))).collect();
    // Half of the time each: what came meanwhile waits in its channel.
    for (at, (events, scheme)) in browsed.iter().enumerate() {
        let until = until - time / SERVICES.len() as u32 * (browsed.len() - 1 - at) as u32;
        while found.len() < MAX_DEVICES
            && let Ok(event) = events.recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            if let ServiceEvent::ServiceResolved(service) = event
                && let Some(device) = device(&service, scheme)
            {
                let host = device.name.split("://").nth(1).and_then(|it| it.rsplit_once(':')).map(|it| it.0.to_owned());
                found.entry((device.what.clone(), host)).or_insert(device);
            }
        }
    }
    let _ = daemon.shutdown();
    found.into_values().collect()
}

/// The device of an answer; none where its scanner lies at another place than ours are asked at, or it has no address.
fn device(service: &ResolvedService, scheme: &str) -> Option<SeenDevice> {
    let said = |name: &str| service.get_property_val_str(name).unwrap_or_default().to_owned();
    let place = said("rs");
    if !place.is_empty() && place.trim_matches('/') != "eSCL" {
        return None;
    }
    // Any computer of the network reaches the address of the fourth kind; that of the sixth may be of one line only.
    let addresses: Vec<IpAddr> = service.get_addresses().iter().map(|it| it.to_ip_addr()).collect();
    let address = addresses.iter().find(|it| it.is_ipv4()).or(addresses.first())?;
    let host = if address.is_ipv4() { address.to_string() } else { format!("[{address}]") };
    let name = said("ty");
    let what = if name.is_empty() { service.get_fullname().split("._").next().unwrap_or_default() } else { &name };
    let what = what.chars().filter(|it| !it.is_control()).take(MAX_NAME_CHARS).collect();
    Some(SeenDevice { name: format!("escl:{scheme}://{host}:{}", service.get_port()), what })
}

#[cfg(test)]
mod tests {
    use mdns_sd::ServiceInfo;

    use super::*;

    fn said(properties: &[(&str, &str)], address: &str) -> Option<SeenDevice> {
        let service = ServiceInfo::new("_uscan._tcp.local.", "Podatelna", "x.local.", address, 8080, properties);
        device(&service.expect("it is a service").as_resolved_service(), "http")
    }

    #[test]
    fn a_device_is_named_by_its_address_and_shown_by_what_it_calls_itself() {
        let named = |name: &str, what: &str| Some(SeenDevice { name: name.to_owned(), what: what.to_owned() });
        let usual = [("ty", "Přístroj 7"), ("rs", "eSCL")];
        assert_eq!(said(&usual, "10.0.0.7"), named("escl:http://10.0.0.7:8080", "Přístroj 7"));
        assert_eq!(said(&[("rs", "/eSCL/")], "10.0.0.7"), named("escl:http://10.0.0.7:8080", "Podatelna"));
        assert_eq!(said(&usual, "fd00::7"), named("escl:http://[fd00::7]:8080", "Přístroj 7"));
        // A fax, or a scanner that is asked elsewhere.
        assert_eq!(said(&[("rs", "other")], "10.0.0.7"), None);
        let long = "x".repeat(500);
        assert_eq!(said(&[("ty", &long[..200])], "10.0.0.7").map(|it| it.what.len()), Some(MAX_NAME_CHARS));
    }
}
