//! Who is asking, as far as it can be known. A proxy we trust says whom it speaks for in
//! `X-Forwarded-For`; what stands left of the first hop we do not trust was written by the client
//! and is worth nothing.

use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// A range of addresses in CIDR form; a single address is a range of one.
///
/// ```
/// use server::edge::Net;
/// let net: Net = "10.0.0.0/8".parse().unwrap();
/// assert!(net.contains("10.20.30.40".parse().unwrap()));
/// assert!(!net.contains("11.0.0.1".parse().unwrap()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Net {
    base: u128,
    bits: u32,
}

impl Net {
    /// Whether the address lies in the range.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.bits == 0 || (wide(address) ^ self.base) >> (128 - self.bits) == 0
    }
}

impl FromStr for Net {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not an address or a range like 10.0.0.0/8");
        let (address, bits) = match text.split_once('/') {
            Some((address, bits)) => (address, Some(bits.parse::<u32>().map_err(|_| wrong())?)),
            None => (text, None),
        };
        let address: IpAddr = address.trim().parse().map_err(|_| wrong())?;
        let longest = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.unwrap_or(longest);
        if bits > longest {
            return Err(wrong());
        }
        Ok(Self { base: wide(address), bits: bits + 128 - longest })
    }
}

/// One number for both families: IPv4 in its IPv6-mapped place.
fn wide(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().to_bits(),
        IpAddr::V6(v6) => v6.to_bits(),
    }
}

/// The address a limit is counted against: a whole IPv4 address, or the /64 an IPv6 household gets,
/// since one household can use as many addresses of it as it likes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Payer(u128);

impl Payer {
    pub(crate) fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V4(v4) => Self(v4.to_ipv6_mapped().to_bits()),
            IpAddr::V6(v6) => Self(v6.to_bits() & !u128::from(u64::MAX)),
        }
    }
}

/// The rightmost hop that is not one of our proxies. `None` when we are asked in-process.
pub(crate) fn client(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[Net]) -> Option<IpAddr> {
    let mut client = peer?.to_canonical();
    let is_trusted = |address: IpAddr| trusted.iter().any(|net| net.contains(address));
    let hops: Vec<&str> = headers
        .get_all("x-forwarded-for")
        .iter()
        .flat_map(|line| line.to_str().unwrap_or("?").split(','))
        .collect();
    for hop in hops.into_iter().rev() {
        if !is_trusted(client) {
            break;
        }
        // A hop nobody can read was not written by a proxy of ours, so the one that passed it on pays.
        let Some(address) = hop_address(hop) else { break };
        client = address.to_canonical();
    }
    Some(client)
}

/// `1.2.3.4`, `1.2.3.4:567`, `2001:db8::1` and `[2001:db8::1]:567` are all seen in the wild.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let hop = hop.trim().trim_matches('"');
    if let Some(rest) = hop.strip_prefix('[') {
        return rest.split_once(']')?.0.parse::<Ipv6Addr>().ok().map(IpAddr::V6);
    }
    hop.parse().ok().or_else(|| hop.split_once(':')?.0.parse::<Ipv4Addr>().ok().map(IpAddr::V4))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let trusted: Vec<Net> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        client(Some(peer.parse().unwrap()), &headers, &trusted).unwrap().to_string()
    }

    #[test]
    fn a_stranger_cannot_speak_for_another() {
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &[]), "203.0.113.9");
        assert_eq!(seen("203.0.113.9", &["198.51.100.1"], &["10.0.0.0/8"]), "203.0.113.9");
    }

    #[test]
    fn the_rightmost_untrusted_hop_is_the_client() {
        let trusted = &["10.0.0.0/8", "::1"];
        assert_eq!(seen("10.0.0.1", &["6.6.6.6, 203.0.113.9"], trusted), "203.0.113.9");
        assert_eq!(seen("10.0.0.1", &["6.6.6.6", "203.0.113.9, 10.0.0.7"], trusted), "203.0.113.9");
        assert_eq!(seen("::1", &["203.0.113.9:1234"], trusted), "203.0.113.9");
        assert_eq!(seen("::ffff:10.0.0.1", &["[2001:db8::5]:80"], trusted), "2001:db8::5");
    }

    #[test]
    fn a_hop_nobody_can_read_is_paid_for_by_the_one_who_passed_it_on() {
        assert_eq!(seen("10.0.0.1", &["198.51.100.1, unknown"], &["10.0.0.0/8"]), "10.0.0.1");
        assert_eq!(seen("10.0.0.1", &["198.51.100.1, 10.0.0.300, 10.0.0.2"], &["10.0.0.0/8"]), "10.0.0.2");
    }

    #[test]
    fn a_household_pays_as_one() {
        let payer = |address: &str| Payer::of(address.parse().unwrap());
        assert_eq!(payer("2001:db8::1"), payer("2001:db8::ffff:ffff:ffff:ffff"));
        assert_ne!(payer("2001:db8::1"), payer("2001:db8:0:1::1"));
        assert_eq!(payer("::ffff:192.0.2.1"), payer("192.0.2.1"));
        assert_ne!(payer("192.0.2.1"), payer("192.0.2.2"));
    }

    #[test]
    fn a_range_that_is_none_is_refused() {
        for text in ["", "10.0.0.0/33", "10.0.0/8", "fe80::/129", "all"] {
            assert!(text.parse::<Net>().is_err(), "{text}");
        }
        assert!("0.0.0.0/0".parse::<Net>().unwrap().contains("9.9.9.9".parse().unwrap()));
        assert!(!"0.0.0.0/0".parse::<Net>().unwrap().contains("2001:db8::1".parse().unwrap()));
        assert!("::/0".parse::<Net>().unwrap().contains("2001:db8::1".parse().unwrap()));
    }
}
