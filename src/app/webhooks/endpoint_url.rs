//! Where messages may be posted, as far as the words of the URL tell. Which addresses lie behind
//! them is judged at every dial, by the sender.

use url::{Host, Url};

/// The longest URL of an endpoint.
const LONGEST: usize = 2048;

/// What was given cannot be the URL of an endpoint.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnEndpointUrl {
    /// Not a web address at all.
    #[error("the URL must be http:// or https:// with a host, such as https://example.com/hooks")]
    Address,
    /// Credentials would lie open in every list.
    #[error("the URL must hold no user name or password: messages are signed instead")]
    Credentials,
    /// Nobody on the way shall read of people.
    #[error("the URL must be https:// because this server is reached from elsewhere")]
    Https,
}

/// Reads the URL of an endpoint. A server that people reach from elsewhere posts to https alone
/// (decision 27 of the house).
pub(super) fn read_url(text: &str, public_url: &Url) -> Result<String, NotAnEndpointUrl> {
    let url = Url::parse(text).map_err(|_| NotAnEndpointUrl::Address)?;
    if text.len() > LONGEST || url.host().is_none() || !matches!(url.scheme(), "http" | "https") {
        return Err(NotAnEndpointUrl::Address);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(NotAnEndpointUrl::Credentials);
    }
    if url.scheme() == "http" && !is_loopback(public_url) {
        return Err(NotAnEndpointUrl::Https);
    }
    Ok(url.into())
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::{NotAnEndpointUrl, read_url};

    #[test]
    fn https_is_demanded_once_people_come_from_elsewhere() {
        let (local, public) = ("http://127.0.0.1:8080", "https://muster.example.com");
        let read = |text, server: &str| read_url(text, &server.parse().unwrap());
        let plain = "http://127.0.0.1:9000/in";
        assert_eq!(read(plain, local).unwrap(), plain);
        assert_eq!(read(plain, public), Err(NotAnEndpointUrl::Https));
        assert_eq!(
            read("https://a.example", public).unwrap(),
            "https://a.example/"
        );
    }

    #[test]
    fn what_is_no_web_address_is_refused() {
        let server = "http://localhost:8080".parse().unwrap();
        for text in [
            "",
            "example.com",
            "ftp://example.com",
            "file:///etc/passwd",
            "http://",
        ] {
            let refused = read_url(text, &server);
            assert_eq!(refused, Err(NotAnEndpointUrl::Address), "{text:?}");
        }
        for text in ["https://u:p@example.com/", "https://u@example.com/"] {
            let refused = read_url(text, &server);
            assert_eq!(refused, Err(NotAnEndpointUrl::Credentials), "{text:?}");
        }
    }
}
