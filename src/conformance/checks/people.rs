//! Roles, scopes, delegates and what is confidential.

use super::table::checks;
use crate::conformance::message::{Mismatch, text};
use crate::conformance::need::Need;
use crate::conformance::tokens::Requester;
use crate::conformance::trial::Trial;

checks! { "people";
    "a-grant-is-idempotent" [Need::Candidate] {
        r#"primary PUT delegates/$user => 201 .userCode="$user""#
        r#"primary PUT delegates/$user => 204"#
    } and listed_once;
    "a-revocation-is-idempotent" [Need::Candidate] {
        r#"primary PUT delegates/$user => 201|204"#
        r#"primary DELETE delegates/$user => 204"#
        r#"primary DELETE delegates/$user => 204"#
        r#"primary GET delegates => 200 hides:"$user""#
    };
    "the-tag-of-delegates-covers-them" [Need::Candidate] {
        r#"primary GET delegates => 200 save:a"#
        r#"primary PUT delegates/$user => 201"#
        r#"primary GET delegates => 200 new:a save:b"#
        r#"primary DELETE delegates/$user => 204"#
        r#"primary GET delegates => 200 new:a new:b"#
    };
    "delegates-come-from-the-candidates" page "Les éléments de cette liste sont tirés de la liste des administrateurs-entreprise et de leurs délégués." {
        r#"primary PUT delegates/$one => 422 type:not-a-candidate"#
        r#"primary PUT delegates/$primary => 422 type:not-a-candidate"#
    };
    "candidates-are-read" [Need::Candidate] {
        r#"primary GET delegate-candidates => 200 .0/userCode .0/name .0/role"#
        r#"primary GET delegate-candidates/$user => 200 .userCode="$user" .name .role"#
    };
    "delegates-write-no-delegates" [Need::Token(Requester::Delegate), Need::Candidate] page "Cependant, un administrateur délégué ne peut pas ajouter ou supprimer des administrateurs." {
        r#"delegate PUT delegates/$user => 403 type:primary-only"#
        r#"delegate DELETE delegates/$user => 403 type:primary-only"#
        r#"primary PUT delegates/$user => 201"#
        r#"delegate DELETE delegates/$user => 403 type:primary-only"#
        r#"primary PUT delegates/$user => 204"#
    };
    "delegates-write-no-administrator" [Need::Token(Requester::Delegate)] {
        r#"primary GET administrator => 200 save:a"#
        r#"delegate PATCH administrator if-match=now {"language": "en"} => 403 type:primary-only"#
        r#"delegate PATCH administrator if-match=now {"email": "$one@conformance.example"} => 403 type:primary-only"#
        r#"primary GET administrator => 200 same:a"#
    };
    "delegates-write-the-rest" [Need::Token(Requester::Delegate)] {
        r#"delegate PATCH general if-match=now {"resellerName": "$name"} => 200"#
        r#"delegate PUT chat/fr/weekend-hours if-match=now {"days": []} => 200"#
        r#"delegate PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"delegate GET settings => 200 .viewer/role="delegate" .viewer/scope="write" .viewer/userCode"#
    };
    "delegates-see-no-phone" [Need::Token(Requester::Delegate)] page "Ce numéro de téléphone demeure confidentiel et est utilisé par l'administrateur-système pour communiquer avec vous au sujet de votre compte de revendeur." {
        r#"primary PATCH administrator if-match=now {"phone": "+15145550142"} => 200"#
        r#"delegate GET administrator => 200 .phone! hides:5145550142"#
        r#"delegate GET settings => 200 .administrator/phone! hides:5145550142"#
    };
    "tags-say-nothing-of-the-viewer" [Need::Token(Requester::Delegate)] {
        r#"primary GET administrator => 200 save:a"#
        r#"delegate GET administrator => 200 same:a"#
        r#"primary GET settings => 200 save:b"#
        r#"delegate GET settings => 200 same:b"#
    };
    "a-read-token-writes-nothing" [Need::Token(Requester::Reader)] {
        r#"reader GET settings => 200 .viewer/scope="read""#
        r#"reader PATCH general if-match=now {"resellerName": "x"} => 403 type:read-only-token"#
        r#"reader PUT delegates/$one => 403 type:read-only-token"#
        r#"reader DELETE delegates/$one => 403 type:read-only-token"#
        r#"reader PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 403 type:read-only-token"#
        r#"primary GET chat/fr/weekly-schedules/$one => 404"#
    };
    "the-system-reads-every-account" [Need::Token(Requester::System), Need::SecondAccount] {
        r#"system GET settings => 200 .viewer/role="system""#
        r#"system GET /v1/accounts/$second/settings => 200 .account="$second""#
        r#"system GET delegate-candidates => 200"#
    };
    "the-system-writes-nothing" [Need::Token(Requester::System)] {
        r#"system PATCH general if-match=now {"resellerName": "x"} => 403"#
        r#"system PATCH chat if-match=now {"enabled": false} => 403"#
        r#"system PUT delegates/$one => 403"#
        r#"system PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 403"#
    };
    "the-system-sees-the-phone" [Need::Token(Requester::System)] {
        r#"primary PATCH administrator if-match=now {"phone": "+15145550142"} => 200"#
        r#"system GET administrator => 200 .phone="+15145550142""#
        r#"system GET settings => 200 .administrator/phone="+15145550142""#
    };
    "passwords-are-never-shown" page "Par souci de sécurité, le portail Web n'affiche pas votre mot de passe mais vous permet de le modifier au besoin en utilisant le bouton Modifier mot de passe." {
        r#"primary GET settings => 200 hides:assword"#
        r#"primary GET administrator => 200 hides:assword"#
    };
    "a-password-change-needs-the-old-one" page "Entrez votre ancien mot de passe à des fins de vérification." {
        r#"primary POST administrator/password {"newPassword": "Boréal-02"} => 422 type:invalid-field wrong:/currentPassword"#
        r#"primary POST administrator/password {"currentPassword": "$one", "newPassword": "Boréal-02"} => 422 type:wrong-current-password hides:$one"#
    };
    "new-passwords-follow-the-rule" page "Le mot de passe doit comporter au moins 8 caractères alphanumériques, au moins une lettre majuscule, un chiffre et un caractère spécial." {
        r#"primary POST administrator/password {"currentPassword": "$one", "newPassword": "Bor-2"} => 422 type:password-policy wrong:/newPassword"#
        r#"primary POST administrator/password {"currentPassword": "$one", "newPassword": "1A------"} => 422 type:password-policy wrong:/newPassword"#
        r#"primary POST administrator/password {"currentPassword": "$one", "newPassword": "boreal-02"} => 422 type:password-policy wrong:/newPassword"#
        r#"primary POST administrator/password {"currentPassword": "$one", "newPassword": "Boreal-xy"} => 422 type:password-policy wrong:/newPassword"#
        r#"primary POST administrator/password {"currentPassword": "$one", "newPassword": "Boreal22"} => 422 type:password-policy wrong:/newPassword"#
    };
    "delegates-change-no-password" [Need::Token(Requester::Delegate)] {
        r#"delegate POST administrator/password {"currentPassword": "$one", "newPassword": "Boréal-02"} => 403 type:primary-only"#
    };
    "a-session-needs-the-right-password" {
        r#"nobody POST /v1/sessions {"email": "$one@conformance.example", "password": "Boréal-02"} => 401 type:unauthenticated @set-cookie!"#
        r#"nobody POST /v1/sessions {"email": "$one@conformance.example"} => 422 type:invalid-field wrong:/password"#
    };
}

/// Who was granted is on the list, and once.
async fn listed_once(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    let list = trial.step("primary GET delegates => 200").await?;
    let user = trial.filled("$user");
    let rows = list.entries().iter();
    match rows.filter(|one| text(one, "/userCode") == user).count() {
        1 => Ok(()),
        count => Err(Mismatch::new(
            "primary GET delegates",
            "the delegate once",
            count,
        )),
    }
}
