//! Single bits of a credential turned over: none is «Auténtica», and what changed decides what it is called.

use aula_seal::{Reason, Verdict, exhibits};
use base64ct::{Base64UrlUnpadded, Encoding};

use crate::fixtures::{award, check, issued, link, municipality};

#[test]
fn no_turned_bit_of_a_token_is_authentic() {
    let token = issued(&award(), &municipality()).jwt;
    let bits = token.len() * 8;
    // A stride that is prime meets every part and every bit of a byte.
    let places: Vec<usize> = (0..bits).step_by(7).collect();
    assert!(places.len() >= 2000, "{}", places.len());
    for place in places {
        let mut bytes = token.clone().into_bytes();
        bytes[place / 8] ^= 1 << (place % 8);
        let verdict = check(&exhibits(&bytes)).verdict;
        let expected = expected(&bytes);
        assert!(
            expected.contains(&verdict),
            "bit {place}: {verdict:?}, not one of {expected:?}"
        );
        assert_ne!(verdict, Verdict::Authentic, "bit {place}");
    }
}

/// What a changed token may be called.
fn expected(bytes: &[u8]) -> Vec<Verdict> {
    let unreadable = vec![
        Verdict::Unverifiable(Reason::Encoding),
        Verdict::Unverifiable(Reason::NothingSigned),
    ];
    let Ok(text) = std::str::from_utf8(bytes) else {
        return unreadable;
    };
    // A token may have been broken into lines.
    let text: String = text.split_whitespace().collect();
    let parts: Vec<_> = text.split('.').map(Base64UrlUnpadded::decode_vec).collect();
    let [Ok(header), Ok(_), Ok(_)] = &parts[..] else {
        return unreadable;
    };
    let Ok(header) = serde_json::from_slice::<serde_json::Value>(header) else {
        return unreadable;
    };
    let key = municipality().public().did();
    match (header["alg"].as_str(), header["kid"].as_str()) {
        (Some("EdDSA"), Some(kid)) if kid == format!("{key}#{}", &key["did:key:".len()..]) => {
            vec![Verdict::Altered]
        }
        (Some("EdDSA"), Some(_)) => vec![Verdict::UnknownIssuer],
        _ => unreadable,
    }
}

#[test]
fn no_turned_digit_of_a_code_is_authentic() {
    let link = link(&award(), &municipality());
    let (_, digits) = link.split_once('#').unwrap();
    for place in 0..digits.len() {
        for turn in [1, 5] {
            let mut bytes = digits.as_bytes().to_vec();
            bytes[place] = b'0' + (bytes[place] - b'0' + turn) % 10;
            let verdict = check(&exhibits(&bytes)).verdict;
            assert!(
                matches!(
                    verdict,
                    Verdict::Altered | Verdict::UnknownIssuer | Verdict::Unverifiable(_)
                ),
                "digit {place}: {verdict:?}"
            );
        }
    }
}
