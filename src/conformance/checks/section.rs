//! General information, the administrator and the switch of chat.

use super::table::checks;
use crate::conformance::message::{Mismatch, ProbeRequest};
use crate::conformance::need::Need;
use crate::conformance::tokens::Requester;
use crate::conformance::trial::Trial;

checks! { "sections";
    "a-patch-keeps-what-is-absent" {
        r#"primary PATCH general if-match=now {"spid": "SP-1", "resellerName": "$name"} => 200"#
        r#"primary PATCH general if-match=now {"spid": "SP-2"} => 200 .spid="SP-2" .resellerName="$name""#
        r#"primary PATCH general if-match=now {} => 200 .spid="SP-2" .resellerName="$name""#
    };
    "null-clears" {
        r#"primary PATCH general if-match=now {"spid": "sp-Ab"} => 200 .spid="sp-Ab""#
        r#"primary PATCH general if-match=now {"spid": null} => 200 .spid!"#
        r#"primary PATCH administrator if-match=now {"phone": "+15145550142"} => 200 .phone="+15145550142""#
        r#"primary PATCH administrator if-match=now {"phone": null} => 200 .phone!"#
    };
    "an-address-is-sent-whole" {
        r#"primary PATCH general if-match=now {"address": {"city": "Laval"}} => 422"#
        r#"primary PATCH general if-match=now {"address": {"street": "1, rue A", "city": "Laval", "province": "QC", "postalCode": "h7a1a1", "country": "CA"}} => 200 .address/province="QC" .address/postalCode="H7A\u00201A1""#
        r#"primary PATCH general if-match=now {"address": {"street": "1, rue Neuve", "city": "Lyon", "province": null, "postalCode": null, "country": "FR"}} => 200 .address/city="Lyon" .address/province! .address/postalCode!"#
        r#"primary PATCH general if-match=now {"address": null} => 200 .address!"#
    };
    "the-can-is-immutable" page "Le code CAN ne peut être modifié." {
        r#"primary PATCH general if-match=now {"can": "X$can"} => 422 type:immutable-field wrong:/can"#
        r#"primary GET general => 200 .can="$can""#
        r#"primary PATCH general if-match=now {"can": "$can"} => 200 .can="$can""#
    };
    "the-primary-is-immutable" page "Il ne peut y avoir qu'un seul administrateur principal du compte de revendeur." {
        r#"primary PATCH administrator if-match=now {"primary": {"userCode": "X$primary", "name": "x"}} => 422 type:immutable-field"#
        r#"primary GET administrator => 200 .primary/userCode="$primary""#
        r#"primary PATCH administrator if-match=now {"primary": {"userCode": "$primary", "name": "$person"}} => 200 .primary/userCode="$primary""#
    };
    "the-software-is-immutable" {
        r#"primary PATCH chat if-match=now {"softwareDeployed": $contrary} => 422 type:immutable-field"#
        r#"primary PATCH chat if-match=now {"softwareDeployed": $deployed} => 200 .softwareDeployed=$deployed"#
    };
    "unknown-members-are-refused" {
        r#"primary PATCH general if-match=now {"conformance": 1} => 422 type:invalid-field wrong:/conformance"#
        r#"primary PATCH administrator if-match=now {"password": "x"} => 422 type:invalid-field wrong:/password"#
        r#"primary PATCH chat if-match=now {"priority": 1} => 422 type:invalid-field wrong:/priority"#
        r#"primary PUT chat/fr/weekend-hours if-match=now {"days": [], "name": "x"} => 422 type:invalid-field wrong:/name"#
    };
    "all-errors-come-at-once" {
        r#"primary PATCH general if-match=now {"spid": "a b", "resellerName": "", "defaultCustomerLanguage": "xx", "conformance": 1} => 422 type:invalid-field wrong:/spid wrong:/resellerName wrong:/defaultCustomerLanguage wrong:/conformance"#
    };
    "a-body-is-json" {
        r#"primary PATCH general if-match=now content-type=text/plain {} => 415 type:media-type"#
        r#"primary PUT chat/fr/weekend-hours if-match=now content-type=application/x-www-form-urlencoded {"days": []} => 415 type:media-type"#
        r#"primary PATCH general if-match=now content-type=application/merge-patch+json {} => 200"#
        r#"primary PATCH general if-match=now content-type=application/json {} => 200"#
    };
    "broken-json-is-400" {
        r#"primary PATCH general if-match=now {"spid": => 400 type:malformed"#
    };
    "a-large-body-is-413" {} and too_large;
    "the-resellers-name-is-one-line" {
        r#"primary PATCH general if-match=now {"resellerName": "a\nb"} => 422 wrong:/resellerName"#
        r#"primary PATCH general if-match=now {"resellerName": ""} => 422 wrong:/resellerName"#
        r#"primary PATCH general if-match=now {"resellerName": null} => 422 wrong:/resellerName"#
        r#"primary PATCH general if-match=now {"resellerName": "  A   B  "} => 200 .resellerName="A\u0020B""#
    };
    "the-spid-is-opaque" page "Ce champ est vide par défaut." {
        r#"primary PATCH general if-match=now {"spid": "Sp-~x9"} => 200 .spid="Sp-~x9""#
        r#"primary PATCH general if-match=now {"spid": "a b"} => 422 wrong:/spid"#
        r#"primary PATCH general if-match=now {"spid": ""} => 200 .spid!"#
    };
    "languages-are-the-portals" page "Cliquez sur la liste déroulante Langue et sélectionnez l'une des langues disponibles." {
        r#"primary PATCH general if-match=now {"defaultCustomerLanguage": "en"} => 200 .defaultCustomerLanguage="en""#
        r#"primary PATCH general if-match=now {"defaultCustomerLanguage": "fr"} => 200 .defaultCustomerLanguage="fr""#
        r#"primary PATCH general if-match=now {"defaultCustomerLanguage": "xx"} => 422"#
        r#"primary PATCH administrator if-match=now {"language": "xx"} => 422"#
    };
    "the-login-is-an-address" page "La nouvelle adresse courriel deviendra votre identifiant de connexion au portail Web à titre d'administrateur-revendeur." {
        r#"primary PATCH administrator if-match=now {"email": "nobody"} => 422 wrong:/email"#
        r#"primary PATCH administrator if-match=now {"email": null} => 422 wrong:/email"#
        r#"primary PATCH administrator if-match=now {"email": "$one@Conformance.EXAMPLE"} => 200 .email="$one@conformance.example""#
    };
    "the-login-is-unique" [Need::SecondAccount] {
        r#"primary PATCH administrator if-match=now {"email": "$login"} => 409 type:email-taken"#
    };
    "the-phone-has-a-form" {
        r#"primary PATCH administrator if-match=now {"phone": "514 555-0142"} => 422 wrong:/phone"#
        r#"primary PATCH administrator if-match=now {"phone": "+15145550143;ext=12"} => 200 .phone="+15145550143;ext=12""#
    };
    "the-time-zone-is-a-place" {
        r#"primary PATCH chat if-match=now {"timeZone": "America/Halifax"} => 200 .timeZone="America/Halifax""#
        r#"primary PATCH chat if-match=now {"timeZone": "UTC"} => 200 .timeZone="UTC""#
        r#"primary PATCH chat if-match=now {"timeZone": "Mars/Olympus"} => 422 wrong:/timeZone"#
    };
    "chat-waits-for-its-software" [Need::Undeployed] page "Avant d'activer le clavardage, veuillez communiquer avec l'administrateur-système." {
        r#"primary PATCH chat if-match=now {"enabled": true} => 409 type:chat-not-deployed"#
        r#"primary GET chat => 200 .enabled=false"#
    };
    "chat-is-switched" [Need::Deployed] page "Cochez la case Activer." {
        r#"primary PATCH chat if-match=now {"enabled": true} => 200 .enabled=true"#
        r#"primary PATCH chat if-match=now {"enabled": false} => 200 .enabled=false"#
    };
}

/// A byte more than the contract allows. Who hears the answer only after it has sent everything
/// may find the connection closed, so it asks again.
async fn too_large(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    let body = format!(r#"{{"resellerName": "{}"}}"#, "x".repeat(1 << 20));
    let mut ask =
        ProbeRequest::new(Requester::Primary, "PATCH", "general").with("if-match", "\"x\"");
    ask.body = Some(body);
    let mut tries = 0;
    let answer = loop {
        tries += 1;
        match trial.probe.ask(&ask).await {
            Err(_) if tries < 5 => {}
            answer => break answer?,
        }
    };
    match (answer.status, answer.body["type"].as_str()) {
        (413, Some("too-large")) => Ok(()),
        _ => Err(Mismatch::new(
            &ask.words(),
            "413 too-large",
            answer.verdict(),
        )),
    }
}
