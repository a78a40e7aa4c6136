//! Changing the password, and the rule of passwords.

use super::lab::Lab;
use super::session::{FIRST, HERE, MARIE, change, log_in, verdict};

#[tokio::test]
async fn changing_a_password_needs_the_old_one() {
    let lab = Lab::new("logins").await;
    let cookie = lab.cookie(MARIE, FIRST).await;
    lab.check(&[
        (
            &change("marie", "Boréal-02", "Boréal-03"),
            "422 wrong-current-password",
        ),
        (&change("marie", FIRST, "Boréal-02"), "204"),
        (
            &format!("- GET general cookie={cookie}"),
            "401 unauthenticated",
        ),
        ("marie GET general", "200"),
        (&log_in(MARIE, FIRST), "401 unauthenticated"),
        (&log_in(MARIE, "Boréal-02"), "201"),
        (
            &change("marie", FIRST, "Boréal-03"),
            "422 wrong-current-password",
        ),
    ])
    .await;
    let cookie = lab.cookie(MARIE, "Boréal-02").await;
    let own = format!("- POST administrator/password cookie={cookie}");
    let asked = change("-", "Boréal-02", "Boréal-03");
    let asked = asked.replace("- POST administrator/password", &own);
    lab.check(&[
        (&asked, "403 cross-site"),
        (&asked.replace(" {", &format!(" {HERE} {{")), "204"),
        (
            &format!("- GET general cookie={cookie}"),
            "401 unauthenticated",
        ),
    ])
    .await;
}

#[tokio::test]
async fn every_password_of_a_new_account_is_wrong() {
    let lab = Lab::new("logins").await;
    for current in ["", FIRST] {
        let body = serde_json::json!({ "currentPassword": current, "newPassword": "Austral-1" });
        let path = "/v1/accounts/austral/administrator/password";
        let asked = format!("paul POST {path} {body}");
        assert_eq!(verdict(&lab, &asked).await, "422 wrong-current-password");
    }
}

#[tokio::test]
async fn the_rule_of_passwords_names_what_is_missing() {
    let lab = Lab::new("logins").await;
    let long = format!("A1-{}", "é".repeat(125));
    let too_long = format!("{long}é");
    for (new, expected) in [
        ("Aa1-567", "422 password-policy /newPassword:too-short"),
        ("1A------", "422 password-policy /newPassword:too-short"),
        ("Boréal-1", "422 password-policy /newPassword:too-short"),
        (
            "aa1-56789",
            "422 password-policy /newPassword:no-upper-case-letter",
        ),
        ("Aaa-bcdef", "422 password-policy /newPassword:no-digit"),
        (
            "Aa1 56789",
            "422 password-policy /newPassword:no-special-character",
        ),
        (
            "Aa1é5678",
            "422 password-policy /newPassword:no-special-character",
        ),
        (&too_long, "422 password-policy /newPassword:too-long"),
        (
            "",
            "422 password-policy /newPassword:too-short /newPassword:no-upper-case-letter \
             /newPassword:no-digit /newPassword:no-special-character",
        ),
        // The rule is checked first, so these responses show that it is met.
        ("Éa1-56789", "422 wrong-current-password"),
        ("Aa1\u{2014}56789", "422 wrong-current-password"),
        (&long, "204"),
    ] {
        let current = if expected == "204" { FIRST } else { "x" };
        assert_eq!(
            verdict(&lab, &change("marie", current, new)).await,
            expected,
            "{new}"
        );
    }
    lab.check(&[
        (
            r#"marie POST administrator/password {"currentPassword": null, "x": 1}"#,
            "422 invalid-field /currentPassword:invalid /newPassword:required /x:unknown-field",
        ),
        ("marie POST administrator/password", "415 media-type"),
    ])
    .await;
    let asked = change("marie", "x", "aa1-56789").replace(" {", " accept-language=fr {");
    let detail = lab.ask(&asked).await.body["errors"][0]["detail"].to_string();
    assert!(detail.contains("majuscule"), "{detail}");
}
