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

/// Returns the scanners that answer within `time`, by their names; each is named `escl:…` as a source. What speaks with and without TLS, or
/// from several addresses, is there once.
pub fn network_scanners(time: Duration) -> Vec<SeenDevice> {
    let Ok(daemon) = ServiceDaemon::new() else { return Vec::new() };
    let mut found = Found::default();
    let until = Instant::now() + time;
    let browsed: Vec<_> = SERVICES.iter().filter_map(|it| Some((daemon.browse(it.0).ok()?, it.1))).collect();
    // Half of the time each: what came meanwhile waits in its channel.
    for (at, (events, scheme)) in browsed.iter().enumerate() {
        let until = until - time / SERVICES.len() as u32 * (browsed.len() - 1 - at) as u32;
        while found.0.len() < MAX_DEVICES
            && let Ok(event) = events.recv_timeout(until.saturating_duration_since(Instant::now()))
        {
            if let ServiceEvent::ServiceResolved(service) = event {
                found.take(&service, scheme);
            }
        }
    }
    let _ = daemon.shutdown();
    found.0.into_values().map(|it| it.1).collect()
}

/// What answered, by the name it calls itself and that of its host; each with how good the way to it is, the lowest first.
#[derive(Default)]
struct Found(BTreeMap<(String, String), ((bool, Reach), SeenDevice)>);

/// Who reaches an address: any computer of the network one of the fourth kind; one of the sixth may not be routed everywhere, and the last
/// is this machine's own.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reach {
    Anybody,
    Routed,
    ThisMachine,
}

impl Found {
    /// A device answers once for each of its addresses, and with and without TLS.
    fn take(&mut self, service: &ResolvedService, scheme: &str) {
        let Some((reach, device)) = device(service, scheme) else { return };
        let instance = service.get_fullname().split("._").next().unwrap_or_default().to_owned();
        let way = (scheme != "https", reach);
        let known = self.0.entry((instance, service.get_hostname().to_owned())).or_insert((way, device.clone()));
        if way < known.0 {
            *known = (way, device);
        }
    }
}

fn reach(address: &IpAddr) -> Reach {
    match address {
        it if it.is_loopback() => Reach::ThisMachine,
        IpAddr::V4(_) => Reach::Anybody,
        IpAddr::V6(_) => Reach::Routed,
    }
}

/// Whether an address means something beside the name of a network card alone, which no address of the web has.
fn is_of_one_link(address: &IpAddr) -> bool {
    matches!(address, IpAddr::V6(it) if it.is_unicast_link_local())
}

/// The device of an answer; none where its scanner lies at another place than ours are asked at, or it has no address.
fn device(service: &ResolvedService, scheme: &str) -> Option<(Reach, SeenDevice)> {
    let said = |name: &str| service.get_property_val_str(name).unwrap_or_default().to_owned();
    let place = said("rs");
    if !place.is_empty() && place.trim_matches('/') != "eSCL" {
        return None;
    }
    let addresses = service.get_addresses().iter().map(|it| it.to_ip_addr());
    let address = addresses.filter(|it| !is_of_one_link(it)).min_by_key(reach)?;
    let host = if address.is_ipv4() { address.to_string() } else { format!("[{address}]") };
    let name = said("ty");
    let what = if name.is_empty() { service.get_fullname().split("._").next().unwrap_or_default() } else { &name };
    let what = what.chars().filter(|it| !it.is_control()).take(MAX_NAME_CHARS).collect();
    Some((reach(&address), SeenDevice { name: format!("escl:{scheme}://{host}:{}", service.get_port()), what }))
}

#[cfg(test)]
mod tests {
    use mdns_sd::ServiceInfo;

    use super::*;

    fn service(properties: &[(&str, &str)], address: &str) -> ResolvedService {
        let service = ServiceInfo::new("_uscan._tcp.local.", "Podatelna", "x.local.", address, 8080, properties);
        service.expect("it is a service").as_resolved_service()
    }

    fn said(properties: &[(&str, &str)], address: &str) -> Option<SeenDevice> {
        device(&service(properties, address), "http").map(|it| it.1)
    }

    #[test]
    fn a_device_of_several_addresses_is_there_once_by_the_best_of_them() {
        let mut found = Found::default();
        let seen = |found: &Found| found.0.values().map(|it| it.1.name.clone()).collect::<Vec<_>>();
        for (address, is) in [("127.0.0.1", "127.0.0.1"), ("fd00::7", "[fd00::7]"), ("10.0.0.7", "10.0.0.7")] {
            found.take(&service(&[], address), "http");
            assert_eq!(seen(&found), [format!("escl:http://{is}:8080")]);
        }
        found.take(&service(&[], "fd00::7"), "http");
        assert_eq!(seen(&found), ["escl:http://10.0.0.7:8080"]);
        // Also where it comes from a worse address, TLS is better than none.
        found.take(&service(&[], "fd00::7"), "https");
        found.take(&service(&[], "10.0.0.7"), "http");
        assert_eq!(seen(&found), ["escl:https://[fd00::7]:8080"]);
    }

    #[test]
    fn a_device_is_named_by_its_address_and_shown_by_what_it_calls_itself() {
        let named = |name: &str, what: &str| Some(SeenDevice { name: name.to_owned(), what: what.to_owned() });
        let usual = [("ty", "Přístroj 7"), ("rs", "eSCL")];
        assert_eq!(said(&usual, "10.0.0.7"), named("escl:http://10.0.0.7:8080", "Přístroj 7"));
        assert_eq!(said(&[("rs", "/eSCL/")], "10.0.0.7"), named("escl:http://10.0.0.7:8080", "Podatelna"));
        assert_eq!(said(&usual, "fd00::7"), named("escl:http://[fd00::7]:8080", "Přístroj 7"));
        assert_eq!(said(&usual, "fe80::7"), None);
        // A fax, or a scanner that is asked elsewhere.
        assert_eq!(said(&[("rs", "other")], "10.0.0.7"), None);
        let long = "x".repeat(500);
        assert_eq!(said(&[("ty", &long[..200])], "10.0.0.7").map(|it| it.what.len()), Some(MAX_NAME_CHARS));
    }
}
