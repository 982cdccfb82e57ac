//! What has been signed stays readable, and is signed again to the same byte: files that only grow.

use std::fs;
use std::path::Path;

use aula_core::credential::award_sheet;
use aula_core::evidence::signed_line;
use aula_core::verification::Verdict;
use aula_seal::{
    Format, Succession, exhibits, issue_as, lock, prepare, prepare_as, read_revocations,
    read_trust, sign_register, sign_revocations, sign_succession, sign_trust, unlock,
};
use sha2::{Digest, Sha256};

use crate::fixtures::{
    VERIFIER, award, check, day, issued, municipality, neighbour, no_revocations, recertified,
    stranger, supervised, trust_list, trusted,
};

/// The file of a name, which must hold this.
#[track_caller]
fn keeps(name: &str, made: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    let kept = fs::read_to_string(&path)
        .unwrap_or_else(|_| panic!("{name} is missing; it would be:\n{made}"));
    assert_eq!(kept.trim_end(), made.trim_end(), "{name}");
    kept
}

#[test]
fn credentials_of_version_1() {
    for (name, award) in [
        ("award-1", award()),
        ("award-1-supervised", supervised()),
        ("award-1-recertified", recertified()),
    ] {
        let seal = prepare_as(Format::One, &award, &municipality(), VERIFIER).unwrap();
        for (form, made) in [("jwt", seal.jwt), ("qr.txt", seal.link)] {
            keeps_authentic(&format!("{name}.{form}"), &made);
        }
    }
}

#[test]
fn credentials_of_version_2() {
    for (name, award) in [("award-2", award()), ("award-2-supervised", supervised())] {
        let seal = prepare_as(Format::Two, &award, &municipality(), VERIFIER).unwrap();
        keeps_authentic(&format!("{name}.jwt"), &seal.jwt);
        // The code says the same in the same form.
        let code = format!("{}.qr.txt", name.replace('2', "1"));
        keeps_authentic(&code, &seal.link);
    }
}

#[test]
fn credentials_of_version_3() {
    for (name, award) in [("award-3", award()), ("award-3-supervised", supervised())] {
        let issued = issued(&award, &municipality());
        keeps_authentic(&format!("{name}.jwt"), &issued.jwt);
        keeps_authentic(&format!("{name}.svg"), &issued.svg);
        let code = format!("{}.qr.txt", name.replace('3', "1"));
        let link = prepare(&award, &municipality(), VERIFIER).unwrap().link;
        keeps_authentic(&code, &link);
    }
}

#[track_caller]
fn keeps_authentic(name: &str, made: &str) {
    let kept = keeps(name, made);
    let found = check(&exhibits(kept.as_bytes()));
    assert_eq!(found.verdict, Verdict::Authentic, "{name}");
}

/// The files that were handed over, by their digests: whoever lost one gets the same only while the same award is drawn to the byte. What
/// breaks it, and what to do then, stands at `every_sheet_is_drawn_as_it_always_was` in the tests of the certificate.
#[test]
fn sheets_of_every_version() {
    let words = include_str!("../golden/plantilla-1.json");
    let template = serde_json::from_str(words).unwrap();
    let font = typst_assets::fonts().next().unwrap();
    let mut made = String::new();
    for (number, format) in [(1, Format::One), (2, Format::Two), (3, Format::Three)] {
        for (kind, award) in [("", award()), ("-supervised", supervised())] {
            let seal = prepare_as(format, &award, &municipality(), VERIFIER).unwrap();
            let sheet = award_sheet(&award, &template, seal.clone());
            let drawn = aula_certificate::render(&sheet, font).unwrap();
            let issued = issue_as(format, &award, &municipality(), &seal, &drawn).unwrap();
            let digest = Sha256::digest(&issued.pdf);
            let digest: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
            made.push_str(&format!("{digest}  award-{number}{kind}.pdf\n"));
        }
    }
    keeps("sheets.sha256", &made);
}

#[test]
fn lists_of_version_1() {
    let mut list = trust_list();
    let succession = Succession {
        date: day("2026-11-27"),
        successor: stranger().public().x(),
    };
    list.successions = vec![sign_succession(&succession, &neighbour())];
    let kept = keeps("emisores-1.json", &sign_trust(&list, &municipality()));
    let pinned = [municipality().public().fingerprint()];
    assert_eq!(read_trust(&kept, &pinned).unwrap().issuers().count(), 2);
    let kept = keeps(
        "revocaciones-1.json",
        &sign_revocations(&no_revocations(), &municipality()),
    );
    assert_eq!(
        read_revocations(&kept, &trusted()).unwrap().list,
        no_revocations()
    );
}

#[test]
fn lines_of_a_register_of_version_1() {
    let register = include_str!("../../../core/testdata/registro-v1.jsonl");
    let lines: Vec<&str> = register.lines().collect();
    let [.., unsigned, signed] = lines[..] else {
        panic!("{register}");
    };
    let made = signed_line(unsigned, |said| sign_register(said, &municipality()));
    assert_eq!(made, signed, "{made}");
}

#[test]
fn key_files_of_version_1() {
    let random = std::array::from_fn(|index| index as u8);
    let passphrase = "caballo grapa batería correcta";
    let made = lock(
        &municipality(),
        "Municipio",
        day("2026-11-28"),
        passphrase,
        &random,
    )
    .unwrap();
    let kept = keeps("llave-1.json", &made);
    assert_eq!(
        unlock(&kept, passphrase).unwrap().public(),
        municipality().public()
    );
}
