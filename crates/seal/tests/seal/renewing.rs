//! The next lists: who may sign them, from what, and what is refused.

use aula_seal::{
    BadList, Error, Exhibit, ListFile, Lists, Revocation, RevocationList, SignedLists, Signer,
    Verdict, first_lists, first_revocations, folio, read_trust, renew_trust, revoke,
    sign_revocations, sign_trust, start, succeed, verify,
};

use crate::fixtures::{
    award, day, issued, municipality, neighbour, no_revocations, noon, stranger, trust_list,
};

const TODAY: &str = "2026-11-28";
const INSTITUTION: &str = "Municipio de Naucalpan de Juárez";

fn read(lists: &SignedLists) -> Result<Lists, BadList> {
    let pinned = [municipality().public().fingerprint()];
    Lists::read(&lists.trust, &lists.revocations, &pinned)
}

/// The fixture's lists, the revocations signed by somebody.
fn published(revocations: &RevocationList, signer: &Signer) -> Lists {
    let lists = SignedLists {
        trust: sign_trust(&trust_list(), &municipality()),
        revocations: sign_revocations(revocations, signer),
    };
    read(&lists).unwrap()
}

fn ours() -> Lists {
    published(&no_revocations(), &municipality())
}

fn taken_back(folio: &str) -> Revocation {
    Revocation {
        folio: folio.to_owned(),
        date: day(TODAY),
        reason: "Se emitió por error.".to_owned(),
    }
}

/// The lists with one constancia more taken back.
fn with_revoked(before: &Lists, signer: &Signer, folio: &str, today: &str) -> Lists {
    let list = revoke(before, signer, &[taken_back(folio)], day(today)).unwrap();
    let mut after = before.clone();
    after.revocations = Some(aula_seal::read_revocations(&list, &before.trusted).unwrap());
    after
}

fn verdict(signer: &Signer, lists: &Lists) -> Verdict {
    let mut award = award();
    award.credential.issued_at = noon(TODAY);
    let token = issued(&award, signer).jwt;
    let copy = [Exhibit::Jwt(token)];
    verify(
        &copy,
        &lists.trusted,
        lists.revocations.as_ref(),
        noon(TODAY),
    )
    .verdict
}

#[test]
fn keys_follow_one_another_and_all_they_signed_holds() {
    let [first, second, third] = [1, 4, 5].map(|seed| Signer::from_seed(&[seed; 32]));
    let none = Lists::default();
    let lists = read(&first_lists(&none, INSTITUTION, &first, day(TODAY)).unwrap()).unwrap();
    assert_eq!(verdict(&first, &lists), Verdict::Authentic);
    assert_eq!(verdict(&second, &lists), Verdict::UnknownIssuer);

    let lists = read(&succeed(&lists, &first, &second, day(TODAY)).unwrap()).unwrap();
    let lists = with_revoked(&lists, &second, &made_up(0), TODAY);
    let both = succeed(&lists, &second, &third, day("2026-11-30")).unwrap();
    let last = read(&both).unwrap();
    for signer in [&first, &second] {
        assert_eq!(verdict(signer, &last), Verdict::Authentic);
        assert_eq!(
            last.in_service(&signer.public()).unwrap_err(),
            Error::NotInService
        );
    }
    assert_eq!(last.in_service(&third.public()).unwrap().name, INSTITUTION);
    assert_eq!(last.trusted.successions().len(), 2);
    // What was taken back by one key is taken back by the next, and the list counts for all of them.
    let folio = award().credential.folio;
    assert_eq!(last.revocations.as_ref().unwrap().list.revoked.len(), 1);
    let last = with_revoked(&last, &third, &folio, "2026-11-30");
    assert!(matches!(verdict(&first, &last), Verdict::Revoked { .. }));
    // Any of the three may be pinned, as the site announces now one, now the other.
    for signer in [&first, &second, &third] {
        let pinned = [signer.public().fingerprint()];
        let read = Lists::read(&both.trust, &both.revocations, &pinned).unwrap();
        assert_eq!(verdict(&first, &read), Verdict::Authentic);
    }
}

/// A folio of nobody.
fn made_up(number: u32) -> String {
    format!("{number:08}-0000-4000-8000-000000000000")
}

#[test]
fn only_a_key_in_service_goes_on_with_its_own_lists() {
    let mut followed = ours();
    let next = Signer::from_seed(&[4; 32]);
    followed = read(&succeed(&followed, &municipality(), &next, day(TODAY)).unwrap()).unwrap();
    let neighbours = published(&no_revocations(), &neighbour());
    let none = Lists::default();
    // Who signs, from what, and why not.
    for (signer, lists, of_key, of_revocation) in [
        (
            stranger(),
            &ours(),
            Some(Error::NotInService),
            Some(Error::NotInService),
        ),
        (
            municipality(),
            &followed,
            Some(Error::NotInService),
            Some(Error::NotInService),
        ),
        (
            municipality(),
            &none,
            Some(Error::NotInService),
            Some(Error::NotInService),
        ),
        // On the list, but the one list of revocations is another institution's: theirs is not ours to sign.
        (
            neighbour(),
            &ours(),
            Some(Error::UnknownSigner),
            Some(Error::UnknownSigner),
        ),
        (
            municipality(),
            &neighbours,
            Some(Error::UnknownSigner),
            Some(Error::UnknownSigner),
        ),
        // It takes back what it signed, but nobody pinned lets it say who else signs.
        (neighbour(), &neighbours, Some(Error::UnknownSigner), None),
        (municipality(), &ours(), None, None),
        (next, &followed, None, None),
    ] {
        let to = Signer::from_seed(&[5; 32]);
        let refused = succeed(lists, &signer, &to, day(TODAY)).err();
        assert_eq!(refused, of_key, "{signer:?}");
        let folio = award().credential.folio;
        let refused = revoke(lists, &signer, &[taken_back(&folio)], day(TODAY)).err();
        assert_eq!(refused, of_revocation, "{signer:?}");
    }
}

#[test]
fn without_a_list_of_revocations_nothing_is_signed_but_the_first() {
    let (signer, next) = (municipality(), Signer::from_seed(&[4; 32]));
    let emptied = read(&SignedLists {
        trust: sign_trust(&trust_list(), &signer),
        revocations: "\n".to_owned(),
    });
    let emptied = emptied.unwrap();
    let folio = award().credential.folio;
    for taken_back in [&[][..], &[taken_back(&folio)]] {
        let refused = revoke(&emptied, &signer, taken_back, day(TODAY));
        assert_eq!(refused.unwrap_err(), Error::NoRevocations);
    }
    let refused = succeed(&emptied, &signer, &next, day(TODAY));
    assert_eq!(refused.unwrap_err(), Error::NoRevocations);

    let first = |lists: &Lists, signer: &Signer| first_revocations(lists, signer, day(TODAY));
    assert_eq!(
        first(&emptied, &stranger()).unwrap_err(),
        Error::NotInService
    );
    assert_eq!(first(&ours(), &signer).unwrap_err(), Error::NotFirst);
    let mut begun = emptied.clone();
    let list = first(&emptied, &signer).unwrap();
    begun.revocations = Some(aula_seal::read_revocations(&list, &begun.trusted).unwrap());
    assert!(revoke(&begun, &signer, &[taken_back(&folio)], day(TODAY)).is_ok());

    for there in [&emptied, &ours()] {
        let refused = first_lists(there, INSTITUTION, &signer, day(TODAY));
        assert_eq!(refused.unwrap_err(), Error::NotFirst);
    }
}

#[test]
fn who_changed_keys_had_a_list_of_revocations_and_an_older_one_is_not_gone_on_with() {
    let [old, next, last] = [municipality(), Signer::from_seed(&[4; 32]), stranger()];
    let before = succeed(&ours(), &old, &next, day("2026-11-25")).unwrap();
    let both = succeed(&read(&before).unwrap(), &next, &last, day(TODAY)).unwrap();
    let with = |revocations: &str| {
        read(&SignedLists {
            trust: both.trust.clone(),
            revocations: revocations.to_owned(),
        })
        .unwrap()
    };
    let lost = first_revocations(&with(""), &last, day(TODAY));
    assert_eq!(lost.unwrap_err(), Error::NotFirst);
    // Signed with the list of issuers before this one; and where it was still the day before.
    let of = |date: &str| {
        let list = RevocationList {
            date: day(date),
            ..no_revocations()
        };
        with(&sign_revocations(&list, &last))
    };
    for (date, refused) in [
        ("2026-11-26", Some(Error::Outdated)),
        ("2026-11-27", None),
        (TODAY, None),
    ] {
        let renewed = revoke(&of(date), &last, &[], day(TODAY));
        assert_eq!(renewed.err(), refused, "{date}");
        let followed = succeed(&of(date), &last, &Signer::from_seed(&[5; 32]), day(TODAY));
        assert_eq!(followed.err(), refused, "{date}");
    }
}

#[test]
fn what_is_chosen_cannot_take_the_place_of_what_is_published() {
    let signer = municipality();
    let trust = sign_trust(&trust_list(), &signer);
    let old = sign_revocations(&no_revocations(), &signer);
    let published = revoke(&ours(), &signer, &[taken_back(&made_up(0))], day(TODAY)).unwrap();
    let pinned = signer.public().fingerprint().to_string();
    let from = |chosen: &[&str]| {
        let rest = [&trust[..], &published, &pinned, TODAY];
        let given = [chosen, &rest].concat().join("\0");
        start(&given).map_err(|error| error.to_string())
    };
    assert!(from(&[&trust, &published]).is_ok());
    let outdated = "revocaciones.json: outdated";
    assert_eq!(from(&[&trust, &old]).unwrap_err(), outdated);
    // In one file an old list, and behind zero characters what it would like to be held against.
    let file = [&old, &trust, &old, &pinned, TODAY]
        .map(|part| part.trim_end())
        .join("\0");
    assert_eq!(from(&[&trust, &file]).unwrap_err(), "malformed");
    assert_eq!(from(&[&trust]).unwrap_err(), "malformed");
}

#[test]
fn lists_of_strangers_and_changed_ones_are_named_and_refused() {
    let good = SignedLists {
        trust: sign_trust(&trust_list(), &municipality()),
        revocations: sign_revocations(&no_revocations(), &municipality()),
    };
    assert_eq!(read(&good).unwrap(), ours());
    let with = |trust: &str, revocations: &str| {
        let lists = SignedLists {
            trust: trust.to_owned(),
            revocations: revocations.to_owned(),
        };
        read(&lists).map(|_| ()).map_err(|bad| bad.to_string())
    };
    let (trust, revocations) = (&good.trust[..], &good.revocations[..]);
    for (refused, wrong) in [
        (
            "emisores.json: unknown signer",
            with(&sign_trust(&trust_list(), &stranger()), revocations),
        ),
        (
            "emisores.json: wrong signature",
            with(&trust.replace("Vecino", "Vecina"), revocations),
        ),
        ("emisores.json: malformed", with(revocations, trust)),
        ("emisores.json: malformed", with("{}", "")),
        (
            "revocaciones.json: unknown signer",
            with(trust, &sign_revocations(&no_revocations(), &stranger())),
        ),
        ("emisores.json: no issuers", with("", revocations)),
        (
            "revocaciones.json: wrong signature",
            with(trust, &revocations.replace("11-25", "11-26")),
        ),
        ("revocaciones.json: malformed", with(trust, trust)),
    ] {
        assert_eq!(wrong, Err(refused.to_owned()));
    }
    for whole in [with(trust, revocations), with(trust, ""), with("", " \n")] {
        assert_eq!(whole, Ok(()));
    }
}

#[test]
fn no_turned_bit_of_a_list_goes_unseen() {
    let good = SignedLists {
        trust: sign_trust(&trust_list(), &municipality()),
        revocations: sign_revocations(&no_revocations(), &municipality()),
    };
    let unseen = |lists: SignedLists| read(&lists).is_ok_and(|read| read != ours());
    for trust in turned(&good.trust) {
        let revocations = good.revocations.clone();
        assert!(!unseen(SignedLists { trust, revocations }));
    }
    for revocations in turned(&good.revocations) {
        let trust = good.trust.clone();
        assert!(!unseen(SignedLists { trust, revocations }));
    }
}

/// The text with the last bit of one of its bytes turned over, as often as that is text.
fn turned(text: &str) -> impl Iterator<Item = String> {
    (0..text.len()).filter_map(|at| {
        let mut bytes = text.as_bytes().to_vec();
        bytes[at] ^= 1;
        String::from_utf8(bytes).ok()
    })
}

#[test]
fn a_list_that_says_less_than_the_published_one_is_refused() {
    let [one, two] = [1, 2].map(made_up);
    let none = ours();
    let first = with_revoked(&none, &municipality(), &one, TODAY);
    let both = with_revoked(&first, &municipality(), &two, TODAY);
    // Another machine that did not know of the first: of a later day, and still less.
    let other = with_revoked(&none, &municipality(), &two, "2026-11-30");
    let next = Signer::from_seed(&[4; 32]);
    let followed = read(&succeed(&both, &municipality(), &next, day(TODAY)).unwrap()).unwrap();
    let empty = Lists::default();
    let less = |file| {
        Err(BadList {
            file,
            error: Error::Outdated,
        })
    };
    for (chosen, published, verdict) in [
        (&none, &none, Ok(())),
        (&none, &empty, Ok(())),
        (&both, &first, Ok(())),
        (&followed, &none, Ok(())),
        (&first, &both, less(ListFile::Revocations)),
        (&none, &both, less(ListFile::Revocations)),
        (&other, &first, less(ListFile::Revocations)),
        (&both, &followed, less(ListFile::Trust)),
        (&empty, &none, less(ListFile::Trust)),
    ] {
        assert_eq!(chosen.require_not_before(published), verdict);
    }
}

#[test]
fn a_folio_is_taken_back_once_on_a_day_that_has_come_and_for_a_reason() {
    let typed = format!("  {} ", award().credential.folio.to_uppercase());
    let twice = [taken_back(&typed), taken_back(&award().credential.folio)];
    let list = revoke(&ours(), &municipality(), &twice, day(TODAY)).unwrap();
    let list = aula_seal::read_revocations(&list, &ours().trusted)
        .unwrap()
        .list;
    let [entry] = &list.revoked[..] else {
        panic!("{list:?}");
    };
    assert_eq!(entry.folio, award().credential.folio);
    assert_eq!((list.date, list.next), (day(TODAY), day("2026-12-29")));

    let without = |change: &dyn Fn(&mut Revocation)| {
        let mut each = taken_back(&award().credential.folio);
        change(&mut each);
        revoke(&ours(), &municipality(), &[each], day(TODAY)).unwrap_err()
    };
    assert_eq!(
        without(&|each| each.reason = " \n".to_owned()),
        Error::Reason
    );
    assert_eq!(without(&|each| each.date = day("2026-11-29")), Error::Clock);
    for wrong in [
        "",
        "7f3d",
        "0b6f5c1e03d1c04e5709a8602f3b6d0c9e11",
        "ñb6f5c1e-3d1c-4e57-9a86-2f3b6d0c9e1",
    ] {
        assert_eq!(without(&|each| each.folio = wrong.to_owned()), Error::Folio);
        assert_eq!(folio(wrong), None);
    }
}

#[test]
fn a_list_of_a_later_day_stops_who_has_the_wrong_clock() {
    let next = Signer::from_seed(&[4; 32]);
    let of = |date: &str| {
        let list = RevocationList {
            date: day(date),
            ..no_revocations()
        };
        published(&list, &municipality())
    };
    for (before, today, date) in [
        ("2026-11-25", "2026-11-28", Some("2026-11-28")),
        ("2026-11-28", "2026-11-28", Some("2026-11-28")),
        // Signed where it was already tomorrow: the next list is not of an earlier day.
        ("2026-11-29", "2026-11-28", Some("2026-11-29")),
        ("2026-11-30", "2026-11-28", None),
        ("2099-01-01", "2026-11-28", None),
    ] {
        let lists = of(before);
        let renewed = revoke(&lists, &municipality(), &[], day(today));
        let followed = succeed(&lists, &municipality(), &next, day(today));
        match date {
            Some(date) => {
                let list = aula_seal::read_revocations(&renewed.unwrap(), &lists.trusted);
                assert_eq!(list.unwrap().list.date, day(date));
                let after = read(&followed.unwrap()).unwrap();
                assert_eq!(after.in_service(&next.public()).unwrap().since, day(today));
            }
            None => {
                assert_eq!(renewed.unwrap_err(), Error::Clock);
                assert_eq!(followed.unwrap_err(), Error::Clock);
            }
        }
    }
}

#[test]
fn the_list_of_issuers_goes_on_with_the_day_of_who_may_sign_it() {
    let lists = ours();
    let trust = renew_trust(&lists, &municipality(), day(TODAY)).unwrap();
    let after = read_trust(&trust, &lists.pinned).unwrap();
    assert_eq!(after.dates, Some((day(TODAY), day("2027-11-28"))));
    assert!(after.issuers().eq(lists.trusted.issuers()));
    assert_eq!(after.successions(), lists.trusted.successions());
    for (key, today, error) in [
        // Who signs constancias may not say who signs.
        (neighbour(), TODAY, Error::UnknownSigner),
        (stranger(), TODAY, Error::NotInService),
        (municipality(), "2026-10-01", Error::Clock),
    ] {
        assert_eq!(renew_trust(&lists, &key, day(today)), Err(error));
    }
}
