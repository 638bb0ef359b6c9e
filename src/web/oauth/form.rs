//! What a client sends: its credentials in the header or in the form, never in both.

use super::denied::Denied;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::HeaderMap;
use http::header::{AUTHORIZATION, CONTENT_TYPE};
use muster_app::oauth::Credentials;
use url::form_urlencoded;

/// A request for an access token (RFC 6749 4.4.2).
#[derive(Debug)]
pub(super) struct TokenRequest {
    /// Who asks.
    pub(super) credentials: Credentials,
    /// What it offers.
    pub(super) grant_type: String,
}

#[derive(Default)]
struct Form {
    grant_type: Option<String>,
    scope: Option<String>,
    client_id: Option<String>,
    client_secret: Option<String>,
}

/// Reads a request; nobody is authenticated by it.
pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Result<TokenRequest, Denied> {
    let form = read_form(headers, body)?;
    let credentials = match basic(headers)? {
        Some(basic) => alone(basic, &form)?,
        None => match (form.client_id, form.client_secret) {
            (Some(id), Some(secret)) => Credentials { id, secret },
            _ => return Err(Denied::Client),
        },
    };
    let grant_type = form
        .grant_type
        .ok_or(Denied::Request("the parameter grant_type is missing"))?;
    if form.scope.is_some_and(|scope| !is_scope(&scope)) {
        return Err(Denied::Scope);
    }
    Ok(TokenRequest {
        credentials,
        grant_type,
    })
}

fn read_form(headers: &HeaderMap, body: &[u8]) -> Result<Form, Denied> {
    let kind = headers
        .get(CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    let kind = kind.and_then(|kind| kind.split(';').next());
    let is_form = kind.is_some_and(|kind| {
        kind.trim()
            .eq_ignore_ascii_case("application/x-www-form-urlencoded")
    });
    if !is_form {
        let why = "the body must be application/x-www-form-urlencoded";
        return Err(Denied::Request(why));
    }
    let mut form = Form::default();
    for (name, value) in form_urlencoded::parse(body) {
        let place = match name.as_ref() {
            "grant_type" => &mut form.grant_type,
            "scope" => &mut form.scope,
            "client_id" => &mut form.client_id,
            "client_secret" => &mut form.client_secret,
            _ => continue,
        };
        // RFC 6749 3.2: no parameter twice, and one without a value counts as left out.
        if place.is_some() {
            return Err(Denied::Request("a parameter is given twice"));
        }
        if !value.is_empty() {
            *place = Some(value.into_owned());
        }
    }
    Ok(form)
}

/// The credentials of `Authorization: Basic`, both halves form-encoded (RFC 6749 2.3.1).
fn basic(headers: &HeaderMap) -> Result<Option<Credentials>, Denied> {
    let mut given = headers.get_all(AUTHORIZATION).iter();
    let Some(value) = given.next() else {
        return Ok(None);
    };
    if given.next().is_some() {
        return Err(Denied::Request("Authorization is given twice"));
    }
    read_basic(value.to_str().unwrap_or_default())
        .map(Some)
        .ok_or(Denied::Client)
}

fn read_basic(value: &str) -> Option<Credentials> {
    let (scheme, code) = value.trim().split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let text = String::from_utf8(STANDARD.decode(code.trim()).ok()?).ok()?;
    let (id, secret) = text.split_once(':')?;
    Some(Credentials {
        id: decoded(id)?,
        secret: decoded(secret)?,
    })
}

/// A form-encoded text that is no pair: `&` and `=` part nothing here.
fn decoded(text: &str) -> Option<String> {
    let value = format!("={}", text.replace('&', "%26"));
    let (_, whole) = form_urlencoded::parse(value.as_bytes()).next()?;
    (!whole.is_empty()).then(|| whole.into_owned())
}

/// RFC 6749 2.3: a client uses one way to authenticate, not two. The id may stand in both places.
fn alone(basic: Credentials, form: &Form) -> Result<Credentials, Denied> {
    let another = form.client_id.as_ref().is_some_and(|id| *id != basic.id);
    if another || form.client_secret.is_some() {
        return Err(Denied::Request(
            "send the credentials in the header or in the form, not in both",
        ));
    }
    Ok(basic)
}

/// RFC 6749 3.3: words of printable ASCII without quotes and backslashes.
fn is_scope(scope: &str) -> bool {
    let is_word = |word: &str| {
        let fits = |c: char| matches!(c, '!' | '#'..='[' | ']'..='~');
        !word.is_empty() && word.chars().all(fits)
    };
    scope.len() <= 1024 && scope.split(' ').all(is_word)
}

#[cfg(test)]
mod tests {
    use super::{Denied, read};
    use http::header::{AUTHORIZATION, CONTENT_TYPE};
    use http::{HeaderMap, HeaderValue};

    fn asked(basic: Option<&'static str>, body: &str) -> Result<(String, String), Denied> {
        let mut headers = HeaderMap::new();
        let kind = HeaderValue::from_static("application/x-www-form-urlencoded; charset=UTF-8");
        headers.insert(CONTENT_TYPE, kind);
        if let Some(value) = basic {
            headers.insert(AUTHORIZATION, HeaderValue::from_static(value));
        }
        let request = read(&headers, body.as_bytes())?;
        Ok((request.credentials.id, request.credentials.secret))
    }

    const GRANT: &str = "grant_type=client_credentials";

    #[test]
    fn credentials_stand_in_the_header_or_in_the_form() {
        let ada = || ("ada".to_owned(), "s-1".to_owned());
        let form = format!("{GRANT}&client_id=ada&client_secret=s%2D1&scope=scim");
        assert_eq!(asked(None, &form), Ok(ada()));
        assert_eq!(asked(Some("Basic YWRhOnMtMQ=="), GRANT), Ok(ada()));
        assert_eq!(asked(Some("basic YWRhOnMlMkQx"), GRANT), Ok(ada()));
        let named = format!("{GRANT}&client_id=ada");
        assert_eq!(asked(Some("Basic YWRhOnMtMQ=="), &named), Ok(ada()));
    }

    #[test]
    fn each_half_of_the_header_is_decoded_whole() {
        let given = |id: &str, secret: &str| Ok((id.to_owned(), secret.to_owned()));
        // `ada:s-1&`, `ada:s-1=`, `&ada:=s-1` and `a+b:%26%2B`.
        assert_eq!(
            asked(Some("Basic YWRhOnMtMSY="), GRANT),
            given("ada", "s-1&")
        );
        assert_eq!(
            asked(Some("Basic YWRhOnMtMT0="), GRANT),
            given("ada", "s-1=")
        );
        assert_eq!(
            asked(Some("Basic JmFkYTo9cy0x"), GRANT),
            given("&ada", "=s-1")
        );
        assert_eq!(
            asked(Some("Basic YStiOiUyNiUyQg=="), GRANT),
            given("a b", "&+")
        );
    }

    #[test]
    fn they_do_not_stand_in_both() {
        for extra in ["client_secret=s-1", "client_id=eve"] {
            let body = format!("{GRANT}&{extra}");
            let denied = asked(Some("Basic YWRhOnMtMQ=="), &body);
            assert!(matches!(denied, Err(Denied::Request(_))), "{extra}");
        }
    }

    #[test]
    fn what_is_no_credential_is_nobody() {
        for header in ["Basic", "Basic !", "Basic YWRh", "Bearer YWRhOnMtMQ==", ""] {
            assert_eq!(asked(Some(header), GRANT), Err(Denied::Client), "{header}");
        }
        assert_eq!(asked(None, GRANT), Err(Denied::Client));
        // `ada:` and `:s-1`.
        assert_eq!(asked(Some("Basic YWRhOg=="), GRANT), Err(Denied::Client));
        assert_eq!(asked(Some("Basic OnMtMQ=="), GRANT), Err(Denied::Client));
        let empty = format!("{GRANT}&client_id=ada&client_secret=");
        assert_eq!(asked(None, &empty), Err(Denied::Client));
    }

    #[test]
    fn a_parameter_twice_or_an_odd_scope_is_refused() {
        let form = format!("{GRANT}&client_id=ada&client_secret=s");
        let twice = format!("{form}&{GRANT}");
        assert!(matches!(asked(None, &twice), Err(Denied::Request(_))));
        for scope in ["%22", "a++b", "%5C", "%C3%A4", "+a"] {
            let body = format!("{form}&scope={scope}");
            assert_eq!(asked(None, &body), Err(Denied::Scope), "{scope}");
        }
    }
}
