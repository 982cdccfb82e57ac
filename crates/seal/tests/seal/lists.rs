//! Trust, succession and revocation.

use aula_seal::{
    Error, Exhibit, Reason, Revocation, RevocationCheck, RevocationList, Succession, Trusted,
    Verdict, read_revocations, read_trust, sign_revocations, sign_succession, sign_trust, verify,
};

use crate::fixtures::{
    award, check, day, entry, issued, link, municipality, neighbour, no_revocations, noon,
    payload_of, revocations, signed, stranger, supervised, trust_list, trusted,
};

fn token() -> [Exhibit; 1] {
    [Exhibit::Jwt(issued(&award(), &municipality()).jwt)]
}

#[test]
fn a_trust_list_counts_only_if_it_leads_to_the_pinned_key() {
    let pinned = [municipality().public().fingerprint()];
    let forged = sign_trust(&trust_list(), &stranger());
    assert_eq!(
        read_trust(&forged, &pinned).unwrap_err(),
        Error::UnknownSigner
    );
    assert_eq!(
        read_trust(&sign_trust(&trust_list(), &municipality()), &[]).unwrap_err(),
        Error::UnknownSigner
    );
    let edited = sign_trust(&trust_list(), &municipality()).replace("Vecino", "Otro");
    assert_eq!(read_trust(&edited, &pinned).unwrap_err(), Error::Signature);
    let other_kind = sign_revocations(&no_revocations(), &municipality());
    assert_eq!(
        read_trust(&other_kind, &pinned).unwrap_err(),
        Error::Malformed
    );
    for broken in ["", "{}", "null"] {
        assert_eq!(read_trust(broken, &pinned).unwrap_err(), Error::Malformed);
    }
}

#[test]
fn a_successor_speaks_for_the_key_before_it() {
    let pinned = [municipality().public().fingerprint()];
    let next = stranger();
    let succession = Succession {
        date: day("2026-11-27"),
        successor: next.public().x(),
    };
    let mut list = trust_list();
    list.issuers
        .push(entry("Municipio de Naucalpan de Juárez", &next));
    // Without the statement of the old key the new one is nobody.
    assert_eq!(
        read_trust(&sign_trust(&list, &next), &pinned).unwrap_err(),
        Error::UnknownSigner
    );
    list.successions = vec![sign_succession(&succession, &neighbour())];
    assert_eq!(
        read_trust(&sign_trust(&list, &next), &pinned).unwrap_err(),
        Error::UnknownSigner
    );
    list.successions = vec![sign_succession(&succession, &municipality())];
    let trusted = read_trust(&sign_trust(&list, &next), &pinned).unwrap();
    // What the old key signed is still good, and the list of the new one takes it back.
    let revoked = RevocationList {
        revoked: vec![Revocation {
            folio: award().credential.folio,
            date: day("2026-11-27"),
            reason: "Se emitió por error.".to_owned(),
        }],
        ..no_revocations()
    };
    let revocations = read_revocations(&sign_revocations(&revoked, &next), &trusted).unwrap();
    let found = verify(&token(), &trusted, Some(&revocations), noon("2026-11-28"));
    assert!(
        matches!(found.verdict, Verdict::Revoked { .. }),
        "{found:?}"
    );
}

#[test]
fn a_revoked_constancia_says_when_and_why() {
    let revoked = Revocation {
        folio: award().credential.folio,
        date: day("2026-11-27"),
        reason: "El nombre no era el suyo.".to_owned(),
    };
    let list = RevocationList {
        revoked: vec![revoked.clone()],
        ..no_revocations()
    };
    let found = verify(
        &token(),
        &trusted(),
        Some(&revocations(&list)),
        noon("2026-11-28"),
    );
    let Verdict::Revoked { on, reason } = found.verdict else {
        panic!("{found:?}");
    };
    assert_eq!((on, reason), (revoked.date, revoked.reason));
}

/// What was signed before folios had to be spelled one way: the holder had written theirs in capitals or without hyphens.
#[test]
fn a_folio_is_found_among_the_revoked_however_it_is_spelled() {
    let folio = award().credential.folio;
    for (spelled, listed) in [
        (folio.to_uppercase(), folio.clone()),
        (folio.replace('-', ""), folio.clone()),
        (folio.clone(), folio.to_uppercase()),
    ] {
        let token = issued(&award(), &municipality()).jwt;
        let token = signed(&token, &payload_of(&token).replace(&folio, &spelled));
        let list = RevocationList {
            revoked: vec![Revocation {
                folio: listed,
                date: day("2026-11-27"),
                reason: "Era de otra persona.".to_owned(),
            }],
            ..no_revocations()
        };
        let found = verify(
            &[Exhibit::Jwt(token)],
            &trusted(),
            Some(&revocations(&list)),
            noon("2026-11-28"),
        );
        let is_revoked = matches!(found.verdict, Verdict::Revoked { .. });
        assert!(is_revoked, "{spelled}: {found:?}");
    }
}

#[test]
fn an_old_list_is_said_to_be_old_and_a_neighbours_is_no_list_of_ours() {
    let list = revocations(&no_revocations());
    let late = verify(&token(), &trusted(), Some(&list), noon("2027-01-10"));
    assert_eq!(late.verdict, Verdict::Authentic);
    assert_eq!(
        late.revocation,
        RevocationCheck::UncheckedSince(day("2026-12-25"))
    );
    // A clock that is behind makes no list current.
    let listed = no_revocations().date;
    for (today, check) in [
        ("2026-11-23", RevocationCheck::Ahead(listed)),
        ("2010-01-01", RevocationCheck::Ahead(listed)),
        ("2026-11-24", RevocationCheck::Checked(listed)),
    ] {
        let found = verify(&token(), &trusted(), Some(&list), noon(today));
        assert_eq!(found.revocation, check, "{today}");
    }
    let none = verify(&token(), &trusted(), None, noon("2026-11-28"));
    assert_eq!(none.revocation, RevocationCheck::Missing);
    let theirs = sign_revocations(&no_revocations(), &neighbour());
    let theirs = read_revocations(&theirs, &trusted()).unwrap();
    let found = verify(&token(), &trusted(), Some(&theirs), noon("2026-11-28"));
    assert_eq!(found.revocation, RevocationCheck::Missing);
    let nobodys = sign_revocations(&no_revocations(), &stranger());
    assert_eq!(
        read_revocations(&nobodys, &trusted()).unwrap_err(),
        Error::UnknownSigner
    );
}

#[test]
fn it_counts_on_the_whole_of_its_last_day() {
    for exhibit in [
        Exhibit::Jwt(issued(&supervised(), &municipality()).jwt),
        aula_seal::exhibits(link(&supervised(), &municipality()).as_bytes()).remove(0),
    ] {
        let on = |date: &str| {
            verify(std::slice::from_ref(&exhibit), &trusted(), None, noon(date)).verdict
        };
        assert_eq!(on("2027-11-26"), Verdict::Authentic);
        assert_eq!(
            on("2027-11-27"),
            Verdict::Expired {
                on: day("2027-11-26")
            }
        );
        assert_eq!(on("2026-11-25"), Verdict::Authentic);
        assert!(matches!(
            on("2026-11-20"),
            Verdict::Unverifiable(aula_seal::Reason::NotYet)
        ));
    }
}

/// Another issuer's program may write what ours does not.
#[test]
fn an_end_that_cannot_be_read_is_not_taken_for_none() {
    let token = issued(&supervised(), &municipality()).jwt;
    let payload = payload_of(&token);
    let verdict = |payload: &str| check(&[Exhibit::Jwt(signed(&token, payload))]).verdict;
    assert_eq!(verdict(&payload), Verdict::Authentic);
    for changed in [
        payload.replace(r#""validUntil":"2027-11-26T23:59:59-06:00","#, ""),
        payload.replace(r#""validUntil":"2027"#, r#""validUntil":"MMXXVII"#),
        payload
            .replace(r#""validUntil":""#, r#""validUntil":{"at":""#)
            .replace(r#"","credentialSchema"#, r#""},"credentialSchema"#),
    ] {
        assert_ne!(changed, payload);
        let found = verdict(&changed);
        assert_eq!(found, Verdict::Unverifiable(Reason::Content), "{changed}");
    }
}

#[test]
fn a_key_counts_only_while_it_was_in_service() {
    let mut list = trust_list();
    list.issuers[0].until = Some(day("2026-11-25"));
    let pinned = [municipality().public().fingerprint()];
    let trusted = read_trust(&sign_trust(&list, &municipality()), &pinned).unwrap();
    let found = verify(&token(), &trusted, None, noon("2026-11-28"));
    assert_eq!(found.verdict, Verdict::UnknownIssuer);
    assert_eq!(
        verify(&token(), &Trusted::default(), None, noon("2026-11-28")).verdict,
        Verdict::UnknownIssuer
    );
    assert_eq!(check(&token()).verdict, Verdict::Authentic);
}
