//! A second front, to prove that a front is small: requests as lines of JSON, an answer for each.
//!
//! It decides what a front decides, and nothing else: documents come with the request, an approval
//! is a digest that the caller names, and reports go into the answer.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use consigne::client::{HttpPortal, PortalUrl, Token};
use consigne::model::Language;
use consigne::portal::LocalPortal;
use consigne::reconcile::{
    Approval, Attempt, Consent, Ending, GateError, Input, Occasion, OtherLock, Proposal, Ready,
    Rules, RunAuthor, Stop, Verdict, carry_out, check, gate, propose,
};
use consigne::report::{ProposalReport, findings};
use serde::Deserialize;
use serde_json::{Value, json};

/// One line of input.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Request {
    /// Name of the file in reports.
    file: String,
    yaml: String,
    /// Without it the file is only checked and planned.
    #[serde(default)]
    approve: Option<String>,
    #[serde(default)]
    allow: Vec<String>,
}

/// The front: what does not change from line to line.
struct Front {
    portal: HttpPortal,
    state: PathBuf,
    now: DateTime<Utc>,
}

impl Front {
    /// Answers every line, until the input ends.
    async fn serve(&self, input: impl BufRead, mut output: impl Write) -> std::io::Result<()> {
        for line in input.lines() {
            let answer = match serde_json::from_str(&line?) {
                Ok(request) => self.answer(request).await,
                Err(error) => json!({ "status": "malformed", "reason": error.to_string() }),
            };
            writeln!(output, "{answer}")?;
        }
        Ok(())
    }

    async fn answer(&self, request: Request) -> Value {
        let rules = match rules(&request) {
            Ok(rules) => rules,
            Err(unknown) => return json!({ "status": "malformed", "reason": unknown }),
        };
        let input = Input {
            name: request.file,
            bytes: request.yaml.into_bytes(),
        };
        let checked = check(input, Occasion::at(self.now));
        let report = findings(&checked, Language::En);
        let Some(ready) = checked.ready(&rules.findings) else {
            return json!({ "status": "invalid", "report": report });
        };
        let proposal = propose(&ready, &self.portal, "json-lines", &rules, self.now);
        match proposal.await {
            Ok(proposal) => self.proposed(&ready, &proposal, request.approve).await,
            Err(error) => json!({ "status": "failed", "reason": format!("failed to {error}") }),
        }
    }

    async fn proposed(&self, ready: &Ready, proposal: &Proposal, approve: Option<String>) -> Value {
        let report = ProposalReport::of([(ready, proposal)], Language::En);
        match &proposal.verdict {
            Verdict::InSync(_) => return json!({ "status": "inSync" }),
            Verdict::Refused { refusals, .. } => {
                let codes: Vec<_> = refusals.iter().map(|refusal| refusal.code).collect();
                return json!({ "status": "refused", "codes": codes, "report": report.text() });
            }
            Verdict::Ready { .. } => {}
        }
        let Some(digest) = approve else {
            let plan: Value = serde_json::from_str(&report.json()).unwrap();
            return json!({ "status": "ready", "plan": plan, "report": report.text() });
        };
        let approved = match gate(proposal, Approval::Digests(&[digest]), self.now) {
            Ok(approved) => approved,
            Err(error) => return not_approved(&error),
        };
        let (stop, _button) = Stop::new();
        let attempt = Attempt {
            state: &self.state,
            now: self.now,
            stop: &stop,
            settle: std::time::Duration::from_secs(1),
            author: &RunAuthor::default(),
            other_lock: OtherLock::Respect,
        };
        match carry_out(approved, &self.portal, attempt).await {
            Ok(applied) if applied.ending() == Ending::Settled => json!({ "status": "applied" }),
            Ok(applied) => {
                json!({ "status": "failed", "ending": format!("{:?}", applied.ending()) })
            }
            Err(error) => json!({ "status": "failed", "reason": format!("failed to {error}") }),
        }
    }
}

fn not_approved(error: &GateError) -> Value {
    let status = match error {
        GateError::DigestDiffers { .. } => "stale",
        GateError::NoConsent(_) => "consentMissing",
        _ => "refused",
    };
    json!({ "status": status, "reason": format!("failed to {error}") })
}

fn rules(request: &Request) -> Result<Rules, String> {
    let mut rules = Rules::default();
    for name in &request.allow {
        let consent = Consent::parse(name).ok_or_else(|| format!("no consent is called {name}"))?;
        rules.granted.insert(consent);
    }
    Ok(rules)
}

const SEED: &str = "
accounts:
  - account: boreal
    primary: { userCode: '1001', name: Marie, email: marie@boreal.example }
    settings: { general: { spid: SP-1 } }
";

async fn front(directory: &Path) -> (LocalPortal, Front) {
    let portal = LocalPortal::start(&directory.join("portal.db"))
        .await
        .unwrap();
    portal.seed(SEED).unwrap();
    let token = Token::parse(&portal.token("boreal").unwrap()).unwrap();
    let url = PortalUrl::parse(&portal.url()).unwrap();
    let front = Front {
        portal: HttpPortal::new(url, token, Language::En, None).unwrap(),
        state: directory.to_owned(),
        now: "2026-11-24T12:00:00Z".parse().unwrap(),
    };
    (portal, front)
}

/// The answers to these requests, one after the other.
async fn answers(front: &Front, requests: &[Value]) -> Vec<Value> {
    let lines: Vec<_> = requests.iter().map(ToString::to_string).collect();
    let mut output = Vec::new();
    let input = lines.join("\n");
    front.serve(input.as_bytes(), &mut output).await.unwrap();
    let output = String::from_utf8(output).unwrap();
    output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn request(general: &str) -> Value {
    let yaml = format!("apiVersion: consigne/v1\naccount: boreal\ngeneral: {{ {general} }}\n");
    json!({ "file": "boreal.yaml", "yaml": yaml })
}

#[tokio::test]
async fn every_kind_of_answer() {
    let directory = tempfile::tempdir().unwrap();
    let (_portal, front) = front(directory.path()).await;
    let rows = [
        (request("resellerName: boreal"), "inSync"),
        (request("resellerName: New"), "ready"),
        (request("can: OTHER1"), "refused"),
        (request("spdi: SP-1"), "invalid"),
        (json!({ "file": "a.yaml", "yaml": "" }), "invalid"),
        (json!({ "file": "a.yaml" }), "malformed"),
    ];
    let requests: Vec<_> = rows.iter().map(|(request, _)| request.clone()).collect();
    for ((request, status), answer) in rows.iter().zip(answers(&front, &requests).await) {
        assert_eq!(answer["status"], *status, "{request}: {answer}");
    }
}

#[tokio::test]
async fn what_was_approved_is_applied_and_nothing_else() {
    let directory = tempfile::tempdir().unwrap();
    let (_portal, front) = front(directory.path()).await;
    let mut approved = request("spid: SP-2");
    let answer = &answers(&front, &[approved.clone()]).await[0];
    let digest = answer["plan"]["accounts"][0]["digest"].clone();
    assert_eq!(
        answer["plan"]["accounts"][0]["needs"],
        json!(["spid-change"])
    );
    approved["approve"] = digest;
    // The consent is part of what is approved, so the digest with it is another one.
    let mut consented = approved.clone();
    consented["allow"] = json!(["spid-change"]);
    let with_consent = {
        let mut planned = consented.clone();
        planned.as_object_mut().unwrap().remove("approve");
        let answer = &answers(&front, &[planned]).await[0];
        answer["plan"]["accounts"][0]["digest"].clone()
    };
    let stale = consented.clone();
    consented["approve"] = with_consent;
    let found = answers(&front, &[approved, stale, consented.clone(), consented]).await;
    let status: Vec<_> = found.iter().map(|answer| &answer["status"]).collect();
    assert_eq!(
        status,
        ["consentMissing", "stale", "applied", "inSync"],
        "{found:?}"
    );
}
