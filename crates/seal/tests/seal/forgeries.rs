//! What somebody would try who wants the paper without the course.

use aula_seal::{Difference, Exhibit, Field, Reason, SheetCheck, Verdict, exhibits};
use base64ct::{Base64UrlUnpadded, Encoding};
use ed25519_dalek::{Signer as _, SigningKey};

use crate::fixtures::{award, check, issued, link, municipality, neighbour, stranger, supervised};

fn token(award: &aula_core::credential::Award, signer: &aula_seal::Signer) -> String {
    issued(award, signer).jwt
}

fn verdict(token: String) -> Verdict {
    check(&[Exhibit::Jwt(token)]).verdict
}

/// The parts of a token.
fn parts(token: &str) -> [String; 3] {
    let parts: Vec<String> = token.split('.').map(str::to_owned).collect();
    parts.try_into().unwrap()
}

#[test]
fn a_key_of_ones_own_is_an_unknown_issuer() {
    assert_eq!(
        verdict(token(&award(), &stranger())),
        Verdict::UnknownIssuer
    );
}

#[test]
fn a_key_of_ones_own_under_the_name_of_the_municipality_is_altered() {
    let [header, ..] = parts(&token(&award(), &municipality()));
    let [_, payload, signature] = parts(&token(&award(), &stranger()));
    assert_eq!(
        verdict(format!("{header}.{payload}.{signature}")),
        Verdict::Altered
    );
}

#[test]
fn the_signature_of_another_course_is_altered() {
    let mut other = award();
    other.credential.title = "Otra capacitación".to_owned();
    let [header, payload, _] = parts(&token(&other, &municipality()));
    let [_, _, signature] = parts(&token(&award(), &municipality()));
    assert_eq!(
        verdict(format!("{header}.{payload}.{signature}")),
        Verdict::Altered
    );
}

#[test]
fn an_edited_name_is_altered() {
    let [header, payload, signature] = parts(&token(&award(), &municipality()));
    let payload = String::from_utf8(Base64UrlUnpadded::decode_vec(&payload).unwrap()).unwrap();
    let edited = payload.replace("María de los", "Mario de los");
    assert_ne!(edited, payload);
    let edited = Base64UrlUnpadded::encode_string(edited.as_bytes());
    assert_eq!(
        verdict(format!("{header}.{edited}.{signature}")),
        Verdict::Altered
    );
}

#[test]
fn no_signature_and_another_algorithm_cannot_be_verified() {
    let [_, payload, signature] = parts(&token(&award(), &municipality()));
    let header = Base64UrlUnpadded::encode_string(br#"{"alg":"none","typ":"JWT"}"#);
    for token in [
        format!("{header}.{payload}."),
        format!("{header}.{payload}.{signature}"),
    ] {
        assert_eq!(verdict(token), Verdict::Unverifiable(Reason::Encoding));
    }
}

#[test]
fn a_trusted_neighbour_signs_in_its_own_name_only() {
    // Its token is authentic, and says whose it is.
    let found = check(&[Exhibit::Jwt(token(&award(), &neighbour()))]);
    assert_eq!(found.verdict, Verdict::Authentic);
    assert_eq!(found.issuer.unwrap().name, "Vecino");
}

#[test]
fn a_code_of_another_constancia_beside_a_token_is_altered_and_says_where() {
    let mut other = award();
    other.credential.percent = 100;
    let link = link(&other, &municipality());
    let copies = [
        vec![Exhibit::Jwt(token(&award(), &municipality()))],
        exhibits(link.as_bytes()),
    ]
    .concat();
    let found = check(&copies);
    assert_eq!(found.verdict, Verdict::Altered);
    assert_eq!(
        found.differences,
        [Difference {
            field: Field::Percent,
            signed: Some("92".to_owned()),
            other: Some("100".to_owned()),
        }]
    );
}

#[test]
fn a_cut_link_beside_a_good_copy_cannot_be_verified_and_contradicts_nothing() {
    let link = link(&award(), &municipality());
    let cut = &link[..link.len() - 9];
    let token = Exhibit::Jwt(token(&award(), &municipality()));
    let code = exhibits(link.as_bytes());
    let cut = exhibits(cut.as_bytes());
    let token = || vec![token.clone()];
    for copies in [
        [token(), cut.clone()].concat(),
        [cut.clone(), token()].concat(),
        [cut, code].concat(),
        [vec![Exhibit::Jwt("a.b.c".to_owned())], token()].concat(),
    ] {
        let found = check(&copies);
        assert_eq!(found.verdict, Verdict::Unverifiable(Reason::Encoding));
        assert_eq!(found.differences, []);
        assert_eq!(found.fields.get(Field::Percent), Some("92"));
    }
}

#[test]
fn a_level_that_only_one_copy_has_is_a_difference() {
    let link = link(&supervised(), &municipality());
    let copies = [
        vec![Exhibit::Jwt(token(&award(), &municipality()))],
        exhibits(link.as_bytes()),
    ]
    .concat();
    let fields: Vec<Field> = check(&copies)
        .differences
        .into_iter()
        .map(|difference| difference.field)
        .collect();
    assert_eq!(fields, [Field::Level, Field::ValidUntil, Field::AttestedBy]);
}

#[test]
fn what_holds_nothing_signed_cannot_be_verified() {
    for nothing in [
        &b""[..],
        b"hola",
        b"<svg/>",
        b"%PDF-1.7",
        b"\xFF\xFE",
        b"12345",
        b"a.b.c d",
        b"www.ejemplo.mx",
    ] {
        let found = check(&exhibits(nothing));
        assert_eq!(
            found.verdict,
            Verdict::Unverifiable(Reason::NothingSigned),
            "{nothing:?}"
        );
    }
}

/// With what the letters of the other alphabet decode to, the signature is good, and the file is another.
#[test]
fn a_token_is_spelled_in_one_way() {
    let token = token(&award(), &municipality());
    let [header, payload, signature] = parts(&token);
    let other = signature.replace('-', "+").replace('_', "/");
    assert_ne!(other, signature);
    let respelled = verdict(format!("{header}.{payload}.{other}"));
    assert_eq!(respelled, Verdict::Unverifiable(Reason::Encoding));
}

#[test]
fn what_mail_broke_into_lines_is_read() {
    let broken = |text: &str| {
        let chunks = text.as_bytes().chunks(70);
        let lines: Vec<_> = chunks
            .map(|line| std::str::from_utf8(line).unwrap())
            .collect();
        lines.join("=\r\n ").replace('=', "")
    };
    let link = link(&award(), &municipality());
    let token = token(&award(), &municipality());
    for text in [
        broken(&token),
        broken(&link),
        format!("{}\n", broken(&link)),
    ] {
        let found = check(&exhibits(text.as_bytes()));
        assert_eq!(found.verdict, Verdict::Authentic, "{text}");
    }
}

#[test]
fn a_code_counts_only_where_nothing_else_stands() {
    let link = link(&award(), &municipality());
    let digits = link.rsplit_once('#').unwrap().1;
    let of_one_page = format!("https://a.mx/aula/#/verificar/{digits}");
    let accented = format!("https://capacitación.ejemplo.mx/#v{digits}");
    let marked = format!("\u{FEFF} {link}\r\n");
    for text in [digits, &link, &of_one_page, &accented, &marked] {
        let found = check(&exhibits(text.as_bytes()));
        assert_eq!(found.verdict, Verdict::Authentic, "{text}");
    }
    let far = format!("https://a.mx/{}#{digits}", "a".repeat(500));
    let (start, rest) = digits.split_at(40);
    for text in [
        // Drawn as blanks, the other way round, as nothing, or as something else by what opens it.
        format!("https://a.mx/Otra\u{2800}Persona#{digits}"),
        format!("https://a.mx/Otra\u{3164}Persona#{digits}"),
        format!("https://a.mx/\u{202E}anosreP-artO#{digits}"),
        format!("https://a.mx/Otra&nbsp;Persona#{digits}"),
        format!("https://a.mx@malo.example/#{digits}"),
        format!("https://#{digits}"),
        // Letters drawn with blanks.
        format!("{start}   {rest}"),
        format!("{start}\n   {rest}"),
        format!("{start}\n\n{rest}"),
        format!("Otra Persona, 100 de 100\n#{digits}"),
        format!("\n%PDF-1.7 (Otra Persona) Tj %%EOF #{digits}"),
        format!("https://a.mx/ Otra Persona #{digits}"),
        format!("https://a.mx/{{Otra}}#{digits}"),
        format!("Otra#{digits}"),
        format!("{link}#{digits} "),
        far,
    ] {
        let found = check(&exhibits(text.as_bytes()));
        let nothing = Verdict::Unverifiable(Reason::NothingSigned);
        assert_eq!(found.verdict, nothing, "{text}");
    }
}

/// Words of a payload, and as many others in their place.
type Change<'a> = (&'a str, &'a str);

/// A badge of the neighbour, who writes other words into the payload and signs them with its own program.
fn badge_of_the_neighbour(changes: &[Change]) -> String {
    let issued = issued(&award(), &neighbour());
    let [header, payload, _] = parts(&issued.jwt);
    let mut payload = String::from_utf8(Base64UrlUnpadded::decode_vec(&payload).unwrap()).unwrap();
    for (ours, theirs) in changes {
        assert!(
            payload.contains(ours) && ours.len() == theirs.len(),
            "{ours}"
        );
        payload = payload.replace(ours, theirs);
    }
    let signed = format!(
        "{header}.{}",
        Base64UrlUnpadded::encode_string(payload.as_bytes())
    );
    let signature = SigningKey::from_bytes(&[2; 32]).sign(signed.as_bytes());
    let signature = Base64UrlUnpadded::encode_string(&signature.to_bytes());
    issued
        .svg
        .replace(&issued.jwt, &format!("{signed}.{signature}"))
}

#[test]
fn what_another_issuer_calls_a_resource_is_no_file_of_ours() {
    let (folio, another) = (
        format!("{}#", award().credential.folio),
        "1b6f5c1e-3d1c-4e57-9a86-2f3b6d0c9e11#",
    );
    let changes: [(&[Change], Verdict, SheetCheck); 4] = [
        (&[], Verdict::Authentic, SheetCheck::AsSigned),
        // Its own resources: nothing is said about the file.
        (
            &[("#hoja", "#otra"), ("#insignia", "#programa")],
            Verdict::Authentic,
            SheetCheck::Unread,
        ),
        // Those of another credential.
        (&[(&folio, another)], Verdict::Authentic, SheetCheck::Unread),
        // Beside one of ours, which is another file.
        (
            &[("#insignia", "#programa")],
            Verdict::Altered,
            SheetCheck::Changed,
        ),
    ];
    for (changes, verdict, sheet) in changes {
        let found = check(&exhibits(badge_of_the_neighbour(changes).as_bytes()));
        assert_eq!(
            (found.verdict, found.sheet),
            (verdict, sheet),
            "{changes:?}"
        );
    }
}

#[test]
fn who_is_not_believed_vouches_for_no_file() {
    let strange = issued(&award(), &stranger()).svg;
    let [header, ..] = parts(&token(&award(), &municipality()));
    let [strangers, ..] = parts(&token(&award(), &stranger()));
    let under_another_name = strange.replace(&strangers, &header);
    for (file, verdict) in [
        (&strange, Verdict::UnknownIssuer),
        (&under_another_name, Verdict::Altered),
    ] {
        let found = check(&exhibits(file.as_bytes()));
        assert_eq!((found.verdict, found.sheet), (verdict, SheetCheck::Unread));
    }
}
