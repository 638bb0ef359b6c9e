//! Decimals: what is read is the number that was written, to the last bit, however often.

use serde_json::Value;

use crate::{filter::Filter, json::parse_body};

/// Decimals whose nearest double is missed by a reader in a hurry, and plain ones.
const DECIMALS: &[&str] = &[
    "9e91",
    "1e23",
    "0.30000000000000004",
    "-122.416294033786585",
    "5e-324",
    "2.2250738585072011e-308",
    "1.7976931348623157e308",
    "9007199254740993.0",
    "0.1",
    "-0.0",
    "37.5",
];

fn bits(text: &str) -> u64 {
    text.parse::<f64>().unwrap().to_bits()
}

fn read(text: &str) -> Value {
    parse_body(format!(r#"{{"number": {text}}}"#).as_bytes()).unwrap()["number"].take()
}

#[test]
fn a_decimal_is_read_printed_and_read_again_to_the_last_bit() {
    for text in DECIMALS {
        let once = read(text);
        assert_eq!(once.as_f64().map(f64::to_bits), Some(bits(text)), "{text}");
        let printed = once.to_string();
        assert_eq!(bits(&printed), bits(text), "{text} became {printed}");
        assert_eq!(read(&printed), once, "{text} became {printed}");
    }
}

#[test]
fn a_decimal_in_a_filter_is_the_one_in_a_body() {
    for text in DECIMALS {
        let filter = Filter::parse(&format!("number eq {text}")).unwrap();
        let printed = filter.to_string();
        let number = printed.strip_prefix("number eq ").unwrap();
        assert_eq!(bits(number), bits(text), "{text} became {printed}");
    }
}
