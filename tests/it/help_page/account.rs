//! Informations générales, administrateur du compte, système téléphonique.

use serde_json::{Value, json};

use super::{portal, read, says};
use crate::http::{ask, ask_as, change};
use crate::workbench::{DELEGATE_TOKEN, READ_TOKEN, TOKEN, Workbench};

const LOGINS: &str = include_str!("../../../fixtures/portal/logins.yaml");

/// A merge patch of one member, and what comes of it.
fn patch(path: &str, body: &Value, status: u16, member: &str, then: Value) {
    let bench = portal();
    let answer = change(&bench, "PATCH", path, Some(body.clone()));
    assert_eq!(answer.status, status, "{path} {body}: {}", answer.body);
    assert_eq!(read(&bench, path, member), then, "{path} {body}");
}

#[test]
fn spid() {
    says("Ce champ est vide par défaut.");
    assert_eq!(read(&portal(), "general", "spid"), Value::Null);
    says("Entrez le code fourni par le système tiers dans le champ Numéro de compte SPID.");
    patch(
        "general",
        &json!({ "spid": "SP-88120" }),
        200,
        "spid",
        json!("SP-88120"),
    );
    says(
        "Le SPID est fourni par le système tiers et permet d'apparier et de synchroniser un compte.",
    );
    patch(
        "general",
        &json!({ "spid": "sp-88120" }),
        200,
        "spid",
        json!("sp-88120"),
    );
    patch(
        "general",
        &json!({ "spid": "a b" }),
        422,
        "spid",
        Value::Null,
    );
}

#[test]
fn reseller_name() {
    says("Entrez votre raison sociale dans le champ Nom du revendeur.");
    patch(
        "general",
        &json!({ "resellerName": "Télécom Boréal inc." }),
        200,
        "resellerName",
        json!("Télécom Boréal inc."),
    );
    says(
        "Le champ Nom du revendeur sert à personnaliser le portail Web et à refléter votre nom d'entreprise.",
    );
    patch(
        "general",
        &json!({ "resellerName": "" }),
        422,
        "resellerName",
        json!("boreal"),
    );
    patch(
        "general",
        &json!({ "resellerName": "a\nb" }),
        422,
        "resellerName",
        json!("boreal"),
    );
}

#[test]
fn can() {
    says("Ce code alpha-numérique correspond à votre compte de facturation");
    assert_eq!(read(&portal(), "general", "can"), json!("QC104233"));
    says("Il est automatiquement attribué à votre compte au moment de sa création.");
    let answer = ask_as(
        &portal(),
        crate::workbench::SYSTEM_TOKEN,
        "GET",
        "/v1/accounts/other/general",
        &[],
        None,
    );
    let can = answer.body["can"].as_str().unwrap().to_owned();
    assert!(!can.is_empty() && can.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    says("Le code CAN ne peut être modifié.");
    patch(
        "general",
        &json!({ "can": "QC1" }),
        422,
        "can",
        json!("QC104233"),
    );
    patch(
        "general",
        &json!({ "can": "QC104233" }),
        200,
        "can",
        json!("QC104233"),
    );
}

#[test]
fn languages() {
    says("spécifie la langue qui sera attribuée par défaut aux nouveaux abonnés");
    assert_eq!(
        read(&portal(), "general", "defaultCustomerLanguage"),
        json!("fr")
    );
    says("Vous pouvez modifier la langue par défaut des clients à votre guise.");
    patch(
        "general",
        &json!({ "defaultCustomerLanguage": "en" }),
        200,
        "defaultCustomerLanguage",
        json!("en"),
    );
    says("Cliquez sur la liste déroulante Langue et sélectionnez l'une des langues disponibles.");
    patch(
        "general",
        &json!({ "defaultCustomerLanguage": "es" }),
        422,
        "defaultCustomerLanguage",
        json!("fr"),
    );
    says("permet de spécifier la langue de l'interface du portail Web");
    patch(
        "administrator",
        &json!({ "language": "en" }),
        200,
        "language",
        json!("en"),
    );
    patch(
        "administrator",
        &json!({ "language": "es" }),
        422,
        "language",
        json!("fr"),
    );
}

#[test]
fn address() {
    says("Modifiez les champs au besoin (adresse, ville, pays, état/province, code postal).");
    let whole = json!({ "street": "1250, boul. René-Lévesque Ouest", "city": "Montréal", "province": "QC", "postalCode": "H3B 4W8", "country": "CA" });
    patch(
        "general",
        &json!({ "address": whole }),
        200,
        "address",
        whole.clone(),
    );
    says("Les coordonnées (adresse, ville, pays, état/province, code postal)");
    let abroad = json!({ "street": "1, rue Neuve", "city": "Lyon", "country": "FR" });
    patch(
        "general",
        &json!({ "address": abroad }),
        200,
        "address",
        abroad.clone(),
    );
    patch(
        "general",
        &json!({ "address": { "street": "x" } }),
        422,
        "address",
        Value::Null,
    );
    let bench = portal();
    let wrong = json!({ "address": { "street": "", "city": 1, "country": "Canada", "planet": "x" }, "spid": "a b" });
    let answer = change(&bench, "PATCH", "general", Some(wrong));
    assert_eq!(
        answer.body["errors"].as_array().unwrap().len(),
        5,
        "all errors at once: {}",
        answer.body
    );
}

#[test]
fn email() {
    says("Modifiez le champ Courriel de l'administrateur.");
    patch(
        "administrator",
        &json!({ "email": "paul@boreal.example" }),
        200,
        "email",
        json!("paul@boreal.example"),
    );
    says(
        "La nouvelle adresse courriel deviendra votre identifiant de connexion au portail Web à titre d'administrateur-revendeur.",
    );
    let bench = portal();
    let answer = change(
        &bench,
        "PATCH",
        "administrator",
        Some(json!({ "email": "OTHER@other.example" })),
    );
    assert_eq!((answer.status, answer.problem()), (409, "email-taken"));
    says("Cette adresse courriel correspond à l'adresse privée qui vous servira d'identifiant");
    patch(
        "administrator",
        &json!({ "email": "boreal" }),
        422,
        "email",
        json!("marie@boreal.example"),
    );
}

#[test]
fn phone() {
    says("Modifiez le champ Numéro de téléphone.");
    patch(
        "administrator",
        &json!({ "phone": "+15145550142" }),
        200,
        "phone",
        json!("+15145550142"),
    );
    patch(
        "administrator",
        &json!({ "phone": "514 555-0142" }),
        422,
        "phone",
        Value::Null,
    );
    says("Ce numéro de téléphone demeure confidentiel");
    let bench = portal();
    change(
        &bench,
        "PATCH",
        "administrator",
        Some(json!({ "phone": "+15145550142" })),
    );
    for path in ["administrator", "settings"] {
        let seen = ask_as(&bench, DELEGATE_TOKEN, "GET", path, &[], None);
        assert_eq!(seen.status, 200);
        assert!(
            !seen.body.to_string().contains("5550142"),
            "{path}: {}",
            seen.body
        );
    }
    says("est utilisé par l'administrateur-système pour communiquer avec vous");
    let seen = ask_as(
        &bench,
        crate::workbench::SYSTEM_TOKEN,
        "GET",
        "administrator",
        &[],
        None,
    );
    assert_eq!(seen.body["phone"], json!("+15145550142"));
}

#[test]
fn password() {
    says("Par souci de sécurité, le portail Web n'affiche pas votre mot de passe");
    let bench = portal();
    let settings = ask(&bench, "GET", "settings", None).body.to_string();
    assert!(!settings.to_lowercase().contains("password"));
    let answer = change(
        &bench,
        "PATCH",
        "administrator",
        Some(json!({ "password": "Abcdef1!" })),
    );
    assert_eq!((answer.status, answer.problem()), (422, "invalid-field"));
}

#[test]
fn change_of_password() {
    says("Entrez votre ancien mot de passe à des fins de vérification.");
    says(
        "Entrez votre nouveau mot de passe et entrez-le à nouveau pour le confirmer dans les champs appropriés.",
    );
    says(
        "Le mot de passe doit comporter au moins 8 caractères alphanumériques, au moins une lettre majuscule, un chiffre et un caractère spécial.",
    );
    let bench = Workbench::with_portal(LOGINS);
    for (old, new, status, problem) in [
        ("Boréal-09", "Austral-1", 422, "wrong-current-password"),
        ("Boréal-01", "Bor-123", 422, "password-policy"),
        ("Boréal-01", "boréal-02", 422, "password-policy"),
        ("Boréal-01", "Boréal-xy", 422, "password-policy"),
        ("Boréal-01", "Boreal22", 422, "password-policy"),
        ("Boréal-01", "Austral-1", 204, ""),
        ("Boréal-01", "Austral-2", 422, "wrong-current-password"),
    ] {
        let body = json!({ "currentPassword": old, "newPassword": new });
        let answer = ask(&bench, "POST", "administrator/password", Some(body));
        let found = (answer.status, answer.problem());
        assert_eq!(found, (status, problem), "{old} {new}: {}", answer.body);
    }
}

#[test]
fn login() {
    says(
        "La nouvelle adresse courriel deviendra votre identifiant de connexion au portail Web à titre d'administrateur-revendeur.",
    );
    let bench = Workbench::with_portal(LOGINS);
    let log_in = |email: &str| {
        let body = json!({ "email": email, "password": "Boréal-01" });
        ask(&bench, "POST", "/v1/sessions", Some(body)).status
    };
    let (old, new) = ("marie.tremblay@boreal.example", "marie@boreal.example");
    assert_eq!((log_in(old), log_in(new)), (201, 401));
    change(
        &bench,
        "PATCH",
        "administrator",
        Some(json!({ "email": new })),
    );
    assert_eq!((log_in(old), log_in(new)), (401, 201));
}

#[test]
fn primary_administrator() {
    says(
        "Il est composé d'un préfixe correspondant au code d'utilisateur suivi du nom de l'administrateur-revendeur.",
    );
    let primary = json!({ "userCode": "1001", "name": "Marie Tremblay" });
    assert_eq!(read(&portal(), "administrator", "primary"), primary);
    says("Il ne peut y avoir qu'un seul administrateur principal du compte de revendeur.");
    let other = json!({ "primary": { "userCode": "2041", "name": "Jean Roy" } });
    patch("administrator", &other, 422, "primary", primary.clone());
    assert_eq!(
        ask(&portal(), "PUT", "delegates/1001", None).problem(),
        "not-a-candidate"
    );
}

#[test]
fn delegates() {
    says(
        "d'accorder ou de révoquer des droits d'administrateur-revendeur délégué à des administrateurs-entreprise",
    );
    let bench = portal();
    let granted = ask(&bench, "PUT", "delegates/2107", None);
    assert_eq!(
        (granted.status, &granted.body["name"]),
        (201, &json!("Aïcha Benali"))
    );
    says("L'utilisateur sera ajouté à la liste des administrateurs délégués.");
    assert_eq!(
        ask(&bench, "GET", "delegates", None)
            .body
            .as_array()
            .unwrap()
            .len(),
        2
    );
    assert_eq!(
        ask(&bench, "PUT", "delegates/2107", None).status,
        204,
        "once is enough"
    );
    says("L'utilisateur sera supprimé de la liste des administrateurs délégués.");
    assert_eq!(ask(&bench, "DELETE", "delegates/2107", None).status, 204);
    assert_eq!(ask(&bench, "DELETE", "delegates/2107", None).status, 204);
    assert_eq!(
        ask(&bench, "GET", "delegates", None)
            .body
            .as_array()
            .unwrap()
            .len(),
        1
    );
    says(
        "Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de leurs délégués.",
    );
    assert_eq!(
        ask(&bench, "GET", "delegate-candidates", None)
            .body
            .as_array()
            .unwrap()
            .len(),
        2
    );
    let stranger = ask(&bench, "PUT", "delegates/9999", None);
    assert_eq!(
        (stranger.status, stranger.problem()),
        (422, "not-a-candidate")
    );
    says("un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs");
    for (method, path) in [("PUT", "delegates/2107"), ("DELETE", "delegates/2041")] {
        let refused = ask_as(&bench, DELEGATE_TOKEN, method, path, &[], None);
        assert_eq!(
            (refused.status, refused.problem()),
            (403, "primary-only"),
            "{method} {path}"
        );
    }
}

#[test]
fn telephony() {
    says(
        "Cette section désigne le système téléphonique (PBX) ainsi que le fournisseur de service téléphonique par défaut",
    );
    assert_eq!(read(&portal(), "telephony", "pbx"), json!("embedded"));
    says("Ces champs ne peuvent être modifiés.");
    let bench = portal();
    for method in ["PATCH", "PUT"] {
        let refused = ask_as(
            &bench,
            TOKEN,
            method,
            "telephony",
            &[],
            Some(json!({ "pbx": "x" })),
        );
        assert_eq!(
            (refused.status, refused.headers["allow"].to_str().unwrap()),
            (405, "GET")
        );
    }
}

/// Not of the page, but of the contract that carries it.
#[test]
fn preconditions_and_scopes() {
    let bench = portal();
    let body = || Some(json!({ "resellerName": "x" }));
    let with = |headers: &[(&str, &str)]| {
        ask_as(&bench, TOKEN, "PATCH", "general", headers, body()).status
    };
    assert_eq!(with(&[]), 428);
    assert_eq!(with(&[("if-match", "\"0-0\"")]), 412);
    assert_eq!(
        with(&[("if-match", "\"0-0\""), ("if-none-match", "*")]),
        400
    );
    let etag = ask(&bench, "GET", "general", None).etag();
    let read_only = ask_as(
        &bench,
        READ_TOKEN,
        "PATCH",
        "general",
        &[("if-match", etag.as_str())],
        body(),
    );
    assert_eq!(
        (read_only.status, read_only.problem()),
        (403, "read-only-token")
    );
    assert_eq!(
        ask_as(&bench, "nobody", "GET", "general", &[], None).status,
        401
    );
    let elsewhere = ask_as(
        &bench,
        TOKEN,
        "GET",
        "/v1/accounts/other/general",
        &[],
        None,
    );
    assert_eq!(
        (elsewhere.status, elsewhere.problem()),
        (403, "wrong-account")
    );
    let settings = ask(&bench, "GET", "settings", None);
    let again = [("if-none-match", settings.etag())];
    let again: Vec<_> = again
        .iter()
        .map(|(name, tag)| (*name, tag.as_str()))
        .collect();
    assert_eq!(
        ask_as(&bench, TOKEN, "GET", "settings", &again, None).status,
        304
    );
    let french = ask_as(
        &bench,
        TOKEN,
        "GET",
        "nowhere",
        &[("accept-language", "fr")],
        None,
    );
    assert_eq!(french.body["detail"], json!("introuvable"));
}
