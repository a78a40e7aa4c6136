//! Texts with a secret or a number, before and after.

use super::{Confidentiality, Mask, kind_of};

fn hidden(text: &str) -> String {
    Mask::of(text, Vec::new()).hide(text)
}

#[test]
fn secret_names_are_recognized_in_any_spelling_and_language() {
    for key in [
        "password",
        "Pass-Word",
        "PASS_WORD",
        "adminPassword",
        "pasword",
        "mot de passe",
        "Mot-De-Passe",
        "motDePasse",
        "jeton",
        "clé",
        "cle_api",
        "apiKey",
        "api key",
        "token",
        "CONSIGNE_TOKEN",
        "code d'accès",
        "secret",
        "pwd",
        "mdp",
    ] {
        assert_eq!(kind_of(key), Some(Confidentiality::Secret), "{key}");
    }
    for key in [
        "phone",
        "Téléphone",
        "numéro de téléphone",
        "phnoe",
        "tel",
        "- phone",
    ] {
        assert_eq!(kind_of(key), Some(Confidentiality::Phone), "{key}");
    }
    for key in [
        "telephony",
        "email",
        "name",
        "primary",
        "secrétariat",
        "spid",
        "",
        "can",
        "user",
        "enabled",
        "language",
    ] {
        assert_eq!(kind_of(key), None, "{key}");
    }
}

#[test]
fn a_value_is_hidden_in_the_same_bytes() {
    for (text, expected) in [
        (
            "a: { password: \"x\", emial: y }",
            "a: { password: \"*\", emial: y }",
        ),
        (
            "a: { password: x, emial: y }",
            "a: { password: *, emial: y }",
        ),
        (
            "a: { phone: \"+1 514 555-0142\", z: 1 }",
            "a: { phone: \"***********0142\", z: 1 }",
        ),
        (
            "a: {password: \"x, emial: y }\nb: 1",
            "a: {password: \"*************\nb: 1",
        ),
        (
            "Mot de passe: hunter2 # x\nb: 1",
            "Mot de passe: ***********\nb: 1",
        ),
        (
            "password: |\n  one\n  two\nb: 1",
            "password: *\n  ***\n  ***\nb: 1",
        ),
        ("# password: x\nb: 1", "# password: *\nb: 1"),
        ("? password\n: x\nb: 1", "? password\n: *\nb: 1"),
        (
            "x: &a hunter2\npassword: *a\n",
            "x: &a *******\npassword: **\n",
        ),
        ("token: né\nb: 1", "token: *·\nb: 1"),
        ("spid: +1 (514) 555-0142", "spid: *************0142"),
        (
            "spid: 514-555-0142, 2026-12-24",
            "spid: ********0142, 2026-12-24",
        ),
        ("phone: 5550142", "phone: *******"),
        (
            "password: hunter2\nname: hunter2 here",
            "password: *******\nname: ******* here",
        ),
        (
            "name: Jean\nemail: a@b.example",
            "name: Jean\nemail: a@b.example",
        ),
    ] {
        let hidden = hidden(text);
        assert_eq!(hidden, expected, "{text}");
        assert_eq!(hidden.len(), text.len(), "{text}");
    }
}

#[test]
fn what_a_portal_writes_shows_nothing_confidential() {
    for (text, hidden) in [
        ("phone +1 514 555-0142 is taken", "514"),
        ("(514) 555-0142 is taken", "(514)"),
        ("password: hunter2x is too old", "hunter2x"),
        ("Authorization: Bearer t0ken-of-marie", "t0ken"),
        ("mot de passe = \"hunter2x\"", "hunter2x"),
        ("token=t0ken-of-marie", "t0ken"),
    ] {
        let shown = super::hidden_in_foreign(text);
        assert!(!shown.contains(hidden), "{text} became {shown}");
    }
    let harmless = "the entry thu 18:00-21:00 of 2026-12-24 has 100 characters";
    assert_eq!(super::hidden_in_foreign(harmless), harmless);
}
