//! The cases. `cargo aula test` picks them by this name.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use aula_core::credential::Award;
use aula_core::verification::{Field, Verdict};
use aula_seal::{Signer, exhibits, read_trust, sign_trust, verify};
use base64ct::{Base64UrlUnpadded, Encoding};
use serde_json::{Value, json};

use crate::fixtures::{award, day, issued, municipality, noon, stranger, supervised, trust_list};

/// Verifies the token on its input for the DID that it is given, and says what it is about; `refused` if it does not verify.
const OPENBADGESLIB: &str = r#"
import sys
from openbadgeslib.ob3.verifier import OB3Verifier, OB3VerificationError
try:
    found = OB3Verifier.for_issuer_did(sys.argv[1]).verify(sys.stdin.read())
    print(found.id, found.issuer.name, found.achievement.name, found.identifiers[0].identity_hash, found.results[0].value, sep="|")
except OB3VerificationError as error:
    print("refused", error)
"#;

/// The token in the SVG on its input.
const UNBAKE: &str = r#"
import sys
from openbadgeslib.ob3.verifier import OB3Verifier
print(OB3Verifier.extract_token_from_svg(sys.stdin.buffer.read()), end="")
"#;

/// A credential of its own, signed with the seed that it is given, and baked into the SVG on its input: token, then SVG.
const SIGN: &str = r#"
import sys
from datetime import datetime, timezone
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from openbadgeslib.ob3.credential import Achievement, IdentityObject, Issuer, OpenBadgeCredential
from openbadgeslib.ob3.signer import OB3Signer
key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(sys.argv[1]))
credential = OpenBadgeCredential(
    issuer=Issuer(id=sys.argv[2], name="Vecino"),
    recipient_id="urn:uuid:3f2b8c1e-9a47-4d06-8f13-5be2c7a9d410",
    achievement=Achievement(id="https://vecino.example/logro", name="Otra capacitación", description="d", criteria_narrative="c"),
    identifiers=[IdentityObject(identity_hash="Ana Ruiz", identity_type="name", hashed=False)],
    issuance_date=datetime(2026, 11, 26, 18, 0, tzinfo=timezone.utc),
)
signer = OB3Signer(key, algorithm="EdDSA")
token = signer.sign(credential)
sys.stdout.write(token + "\n" + signer.sign_into_svg(credential, sys.stdin.buffer.read()).decode())
"#;

/// Verifies the token on its input with the `x` that it is given.
const JOSE: &str = r#"
import { readFileSync } from "node:fs";
const { importJWK, jwtVerify } = await import(process.argv[1]);
const key = await importJWK({ kty: "OKP", crv: "Ed25519", x: process.argv[2] }, "EdDSA");
const rules = { algorithms: ["EdDSA"], issuer: process.argv[3], currentDate: new Date("2026-11-28T18:00:00Z") };
try {
  const { payload } = await jwtVerify(readFileSync(0, "utf8"), key, rules);
  console.log(payload.credentialSubject.identifier[0].identityHash);
} catch (error) {
  console.log("refused", error.code);
}
"#;

/// What a credential says against the published schema and contexts of the standard.
const PUBLISHED: &str = include_str!("published.py");

/// The one term that the contexts of the first format leave undefined: 1EdTech defines it in its `extensions.json`, which only the second
/// names. What is signed stays as it is, so this is known and said in `docs/firmas.md`.
const UNDEFINED: &str = "undefined 1EdTechJsonSchemaValidator2019";

/// Awards that are neither early nor late by the clock of the judges, which cannot be set.
fn lasting() -> [Award; 2] {
    [award(), supervised()].map(|mut award| {
        award.credential.issued_at = noon("2026-01-05");
        award.valid_until = award.valid_until.map(|_| day("2099-12-31"));
        award
    })
}

fn judges() -> PathBuf {
    std::env::var_os("AULA_JUDGES")
        .expect("AULA_JUDGES names the folder of the judges: run `cargo aula test`")
        .into()
}

/// What a program prints for an input.
fn run(mut command: Command, input: &str) -> String {
    let mut child = command
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the judge starts");
    child
        .stdin
        .take()
        .unwrap()
        .write_all(input.as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn python(script: &str, arguments: &[&str], input: &str) -> String {
    let mut command = Command::new(judges().join("python/bin/python"));
    command
        .args(["-c", script])
        .args(arguments)
        .env("PYTHONIOENCODING", "utf-8");
    run(command, input)
}

fn jose(token: &str, signer: &Signer) -> String {
    let module = judges().join("node_modules/jose/dist/webapi/index.js");
    let mut command = Command::new("node");
    let key = signer.public();
    command
        .args(["--input-type=module", "-e", JOSE])
        .arg(module)
        .args([key.x(), key.did()]);
    run(command, token)
}

/// What the published schema and contexts find wrong with each of these credentials.
fn findings(credentials: Vec<Value>) -> Vec<Vec<String>> {
    let package = judges().join("estandares/openbadgeslib");
    let input = Value::Array(credentials).to_string();
    let found = python(PUBLISHED, &[package.to_str().unwrap()], &input);
    serde_json::from_str(&found).unwrap()
}

fn payload(token: &str) -> String {
    let middle = token.split('.').nth(1).unwrap();
    String::from_utf8(Base64UrlUnpadded::decode_vec(middle).unwrap()).unwrap()
}

fn golden(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// The token with another letter in the middle of its payload.
fn forged(token: &str) -> String {
    let parts: Vec<&str> = token.split('.').collect();
    let payload = payload(token).replace("María", "Mario");
    format!(
        "{}.{}.{}",
        parts[0],
        Base64UrlUnpadded::encode_string(payload.as_bytes()),
        parts[2]
    )
}

#[test]
fn openbadgeslib_takes_our_credentials_and_refuses_forged_ones() {
    let did = municipality().public().did();
    for award in lasting() {
        let issued = issued(&award, &municipality());
        let token = &issued.jwt;
        let said = python(OPENBADGESLIB, &[&did], token);
        let credential = &award.credential;
        let expected = format!(
            "urn:uuid:{}|{}|{}|{}|{}",
            credential.folio,
            credential.issuer,
            credential.title,
            credential.name.as_str(),
            credential.percent
        );
        assert_eq!(said.trim(), expected);
        assert!(python(OPENBADGESLIB, &[&did], &forged(token)).starts_with("refused"));
        assert!(python(OPENBADGESLIB, &[&stranger().public().did()], token).starts_with("refused"));
        assert_eq!(python(UNBAKE, &[], &issued.svg), *token);
    }
}

#[test]
fn jose_takes_our_tokens_and_refuses_forged_ones() {
    for award in lasting() {
        let token = issued(&award, &municipality()).jwt;
        assert_eq!(
            jose(&token, &municipality()).trim(),
            award.credential.name.as_str()
        );
        assert!(jose(&forged(&token), &municipality()).starts_with("refused"));
        assert!(jose(&token, &stranger()).starts_with("refused"));
    }
}

#[test]
fn a_credential_of_openbadgeslib_is_authentic_here() {
    let seed = "02".repeat(32);
    let neighbour = Signer::from_seed(&[2; 32]);
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>";
    let both = python(SIGN, &[&seed, &neighbour.public().did()], svg);
    let (token, baked) = both.split_once('\n').unwrap();
    let pinned = [municipality().public().fingerprint()];
    let trusted = read_trust(&sign_trust(&trust_list(), &municipality()), &pinned).unwrap();
    for copy in [token, baked] {
        let found = verify(
            &exhibits(copy.as_bytes()),
            &trusted,
            None,
            noon("2026-11-28"),
        );
        assert_eq!(found.verdict, Verdict::Authentic);
        assert_eq!(found.fields.get(Field::Title), Some("Otra capacitación"));
        assert_eq!(found.fields.get(Field::Name), Some("Ana Ruiz"));
        assert_eq!(found.issuer.unwrap().name, "Vecino");
    }
    let edited = baked.replace(token, &forged_letter(token));
    let found = verify(
        &exhibits(edited.as_bytes()),
        &trusted,
        None,
        noon("2026-11-28"),
    );
    assert_eq!(found.verdict, Verdict::Altered);
}

#[test]
fn our_credentials_have_the_published_form() {
    let mut example = award();
    example.credential.demonstration = true;
    let mut renewed = award();
    renewed.credential.recertified_on = Some(day("2026-11-25"));
    let awards = lasting().into_iter().chain([example, renewed]);
    let ours = awards
        .map(|award| issued(&award, &municipality()).jwt)
        .chain(["award-2.jwt", "award-2-supervised.jwt"].map(golden))
        .chain(["award-3.jwt", "award-3-supervised.jwt"].map(golden));
    let of = |token: String| serde_json::from_str(&payload(&token)).unwrap();
    assert_eq!(findings(ours.map(of).collect()), [[""; 0]; 8]);
    let first = [
        "award-1.jwt",
        "award-1-supervised.jwt",
        "award-1-recertified.jwt",
    ];
    let first = first.map(|name| of(golden(name)));
    assert_eq!(findings(first.to_vec()), [[UNDEFINED]; 3]);
}

#[test]
fn a_credential_of_another_form_is_found_out() {
    type Damage = fn(&mut Value);
    let damages: [(Damage, &str); 6] = [
        (
            |all| all["credentialSubject"]["achievement"]["criteria"] = json!("Todo"),
            "schema $.credentialSubject.achievement.criteria 'Todo' is not of type 'object'",
        ),
        (
            |all| all["validFrom"] = json!("ayer"),
            "schema $.validFrom 'ayer' is not a 'date-time'",
        ),
        (
            |all| all["credentialSubject"]["result"][0]["value"] = json!(92),
            "schema $.credentialSubject.result ",
        ),
        (
            |all| all["@context"].as_array_mut().unwrap().truncate(1),
            "schema $['@context'] ",
        ),
        (
            |all| all["credentialSubject"]["achievement"]["horas"] = json!(3),
            "undefined horas",
        ),
        (
            |all| all["evidence"][0]["type"] = json!(["Evidence", "Cotejo"]),
            "undefined Cotejo",
        ),
    ];
    let whole: Value = serde_json::from_str(&payload(&golden("award-1.jwt"))).unwrap();
    let damaged = damages.map(|(damage, expected)| {
        let mut credential = whole.clone();
        damage(&mut credential);
        (credential, expected)
    });
    let found = findings(damaged.iter().map(|(one, _)| one.clone()).collect());
    for (found, (_, expected)) in found.iter().zip(damaged) {
        let is_there = found.iter().any(|finding| finding.starts_with(expected));
        assert!(is_there, "{found:?}, not {expected}");
    }
}

/// Another letter in the payload.
fn forged_letter(token: &str) -> String {
    let middle = token.find('.').unwrap() + 40;
    let other = if token.as_bytes()[middle] == b'A' {
        "B"
    } else {
        "A"
    };
    format!("{}{other}{}", &token[..middle], &token[middle + 1..])
}
