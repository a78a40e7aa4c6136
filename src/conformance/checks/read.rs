//! Reading: documents, tags, and the shapes of what goes wrong.

use super::table::checks;
use crate::conformance::message::{Mismatch, ProbeRequest, ProbeResponse, bare, text};
use crate::conformance::need::Need;
use crate::conformance::tokens::Requester;
use crate::conformance::trial::Trial;

checks! { "reading";
    "settings-are-whole" {
        r#"primary GET settings => 200 .account="$account" .apiVersion .revision .general/can .general/resellerName .general/defaultCustomerLanguage .administrator/email .administrator/language .administrator/primary/userCode .telephony/pbx .telephony/provider .delegates .etags/general"#
        r#"primary GET settings => .chat/timeZone .chat/softwareDeployed .chat/en/workingHours/days .chat/en/weekendHours/days .chat/en/weeklySchedules .chat/en/specialEvents .chat/fr/workingHours/days .chat/fr/weekendHours/days .chat/fr/weeklySchedules .chat/fr/specialEvents"#
    };
    "the-viewer-is-who-asks" {
        r#"primary GET settings => 200 .viewer/role="primary" .viewer/scope="write" .viewer/userCode="$primary""#
    };
    "parts-agree-with-settings" {} and parts_agree;
    "settings-tag-covers-everything" {
        r#"primary GET settings => 200 save:a"#
        r#"primary PATCH chat if-match=now {"timeZone": "America/Halifax"} => 200"#
        r#"primary GET settings => 200 new:a save:b"#
        r#"primary PUT chat/fr/weekly-schedules/$one if-none-match=* {"name": "$name", "days": ["mon"], "allDay": true} => 201"#
        r#"primary GET settings => 200 new:a new:b"#
    };
    "the-revision-never-goes-back" {} and revision_grows;
    "accounts-are-listed" {} and own_account;
    "answers-are-json" {
        r#"primary GET settings => 200 @content-type~application/json"#
        r#"primary GET chat/fr/special-events => 200 @content-type~application/json"#
    };
    "answers-are-private" {
        r#"primary GET settings => 200 @cache-control~private"#
        r#"primary GET general => 200 @cache-control~private"#
        r#"primary GET delegate-candidates => 200 @cache-control~private"#
    };
    "unchanged-is-304" {
        r#"primary GET settings if-none-match=now => 304 @etag"#
        r#"primary GET general if-none-match=now => 304 @etag"#
        r#"primary GET chat/fr/working-hours if-none-match=now => 304"#
        r#"primary GET general if-none-match="x" => 200"#
    };
    "problems-are-documents" {
        r#"primary GET chat/fr/weekly-schedules/$one => 404 @content-type~application/problem+json .type .title .status=404 .detail"#
        r#"primary PATCH general if-match="x" {} => 412 @content-type~application/problem+json .type .title .status=412 .detail"#
        r#"primary PATCH general if-match=now {"conformance": 1} => 422 @content-type~application/problem+json .status=422 .errors/0/pointer="/conformance" .errors/0/code .errors/0/detail"#
    };
    "the-detail-follows-the-language" {} and detail_follows;
    "no-token-is-401" {
        r#"nobody GET settings => 401 type:unauthenticated @www-authenticate~Bearer"#
        r#"nobody GET /v1/accounts => 401 type:unauthenticated"#
        r#"nobody PATCH general if-match="x" {} => 401 type:unauthenticated"#
    };
    "an-unknown-token-is-401" {
        r#"stranger GET settings => 401 type:unauthenticated @www-authenticate~Bearer"#
        r#"stranger PUT delegates/somebody => 401 type:unauthenticated"#
    };
    "another-accounts-token-is-403" [Need::Token(Requester::Other)] {
        r#"other GET settings => 403 type:wrong-account hides:resellerName"#
        r#"other GET general => 403 type:wrong-account hides:resellerName"#
        r#"other PATCH general if-match=now {"resellerName": "x"} => 403 type:wrong-account"#
    };
    "other-accounts-stay-closed" {
        r#"primary GET /v1/accounts/$account-x/settings => 403|404"#
        r#"primary PATCH /v1/accounts/$account-x/general if-match="x" {} => 403|404"#
    };
    "nothing-there-is-404" {
        r#"primary GET chat/fr/weekly-schedules/$one => 404 type:not-found"#
        r#"primary GET delegate-candidates/$one => 404 type:not-found"#
        r#"primary GET nothing => 404 type:not-found"#
    };
    "other-languages-are-refused" {
        r#"primary GET chat/xx/working-hours => 422 type:unknown-language"#
        r#"primary GET chat/xx/weekly-schedules => 422 type:unknown-language"#
    };
    "telephony-is-immutable" page "Ces champs ne peuvent être modifiés." {
        r#"primary PATCH telephony if-match=now {"pbx": "other"} => 405 type:method-not-allowed @allow~GET"#
        r#"primary PUT telephony if-match=now {"pbx": "other", "provider": "other"} => 405 type:method-not-allowed @allow~GET"#
    };
    "what-is-not-allowed-says-what-is" {
        r#"primary DELETE general if-match=now => 405 type:method-not-allowed @allow~PATCH"#
        r#"primary DELETE chat/fr/working-hours if-match=now => 405 @allow~PUT"#
        r#"primary DELETE chat/fr/weekend-hours if-match=now => 405 @allow~PUT"#
        r#"primary DELETE chat/fr/lunch-break => 405 @allow~PUT"#
        r#"primary PUT settings if-match="x" {} => 405 @allow~GET"#
    };
}

async fn read(trial: &Trial<'_>, path: &str) -> Result<ProbeResponse, Mismatch> {
    trial
        .probe
        .ask(&ProbeRequest::read(Requester::Primary, path))
        .await
}

/// Each resource alone is the part of the settings, under the tag that the settings name.
async fn parts_agree(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    let settings = read(trial, "settings").await?.body;
    let parts = [
        ("general", "/general"),
        ("administrator", "/administrator"),
        ("telephony", "/telephony"),
        ("delegates", "/delegates"),
        ("chat/en/working-hours", "/chat/en/workingHours"),
        ("chat/en/weekend-hours", "/chat/en/weekendHours"),
        ("chat/fr/working-hours", "/chat/fr/workingHours"),
        ("chat/fr/weekend-hours", "/chat/fr/weekendHours"),
    ];
    for (path, pointer) in parts {
        let alone = read(trial, path).await?;
        let asked = format!("primary GET {path}");
        if Some(bare(&alone.body)) != settings.pointer(pointer).map(bare) {
            // Not the values: the phone is confidential.
            let expected = format!("the same as {pointer} of the settings");
            return Err(Mismatch::new(&asked, expected, "another value"));
        }
        let tag = settings["etags"][path].as_str().unwrap_or("no ETag");
        if alone.etag() != tag {
            return Err(Mismatch::new(&asked, tag, alone.etag()));
        }
    }
    Ok(())
}

async fn revision_grows(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    let mut last = read(trial, "settings").await?.body["revision"].as_u64();
    for name in ["one", "two", "one"] {
        let body = format!(r#"{{"resellerName": "{name}"}}"#);
        let line = format!("primary PATCH general if-match=now {body} => 200");
        trial.step(&line).await?;
        let revision = read(trial, "settings").await?.body["revision"].as_u64();
        if revision.is_none() || revision <= last {
            let expected = format!("a revision above {}", last.unwrap_or(0));
            let got = revision.map_or("none".to_owned(), |revision| revision.to_string());
            return Err(Mismatch::new("primary GET settings", expected, got));
        }
        last = revision;
    }
    Ok(())
}

async fn own_account(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    let listed = read(trial, "/v1/accounts?limit=200").await?;
    let own = listed
        .entries()
        .iter()
        .find(|row| text(row, "/account") == trial.probe.account);
    match own.map(|row| (text(row, "/role"), text(row, "/scope"))) {
        Some(("primary", "write")) => Ok(()),
        other => Err(Mismatch::new(
            "primary GET /v1/accounts",
            "the account with role primary and scope write",
            format!("{other:?}"),
        )),
    }
}

async fn detail_follows(trial: &mut Trial<'_>) -> Result<(), Mismatch> {
    let mut details = Vec::new();
    for language in ["en", "fr", "fr-CA,en;q=0.5"] {
        let asked = format!("primary GET chat/fr/weekly-schedules/$one accept-language={language}");
        let answer = trial.step(&format!("{asked} => 404 .detail")).await?;
        details.push((asked, text(&answer.body, "/detail").to_owned()));
    }
    let (english, french) = (&details[0].1, &details[1].1);
    for (asked, detail) in &details[1..] {
        if detail == english || detail != french {
            return Err(Mismatch::new(asked, "a detail in French", detail));
        }
    }
    Ok(())
}
