//! A program that embeds the library: it checks, plans and applies a file with the public API alone.

use consigne::client::{HttpPortal, PortalUrl, Token};
use consigne::model::Language;
use consigne::portal::LocalPortal;
use consigne::reconcile::{
    Approval, Attempt, Ending, Input, Occasion, OtherLock, Rules, RunAuthor, Stop, Verdict,
    carry_out, check, gate, propose,
};

const SEED: &str = "accounts: [{ account: boreal, primary: { email: marie@boreal.example } }]";
const FILE: &str = "\
apiVersion: consigne/v1
account: boreal
general: { spid: SP-88120 }
";

#[tokio::test]
async fn a_file_is_checked_planned_and_applied() {
    let directory = tempfile::tempdir().unwrap();
    let database = directory.path().join("portal.db");
    let portal = LocalPortal::start(&database).await.unwrap();
    portal.seed(SEED).unwrap();
    let token = Token::parse(&portal.token("boreal").unwrap()).unwrap();
    let url = PortalUrl::parse(&portal.url()).unwrap();
    let http = HttpPortal::new(url, token, Language::En, None).unwrap();

    let (now, rules) = (std::time::SystemTime::now().into(), Rules::default());
    let input = Input {
        name: "boreal.yaml".to_owned(),
        bytes: FILE.as_bytes().to_vec(),
    };
    let ready = check(input, Occasion::at(now)).ready(&rules.findings);
    let ready = ready.unwrap();
    let proposal = propose(&ready, &http, "local", &rules, now).await.unwrap();
    let approved = gate(&proposal, Approval::Given, now).unwrap();
    let (stop, _button) = Stop::new();
    let attempt = Attempt {
        state: directory.path(),
        now,
        stop: &stop,
        settle: std::time::Duration::from_secs(1),
        author: &RunAuthor::default(),
        other_lock: OtherLock::Respect,
    };
    let applied = carry_out(approved, &http, attempt).await.unwrap();
    assert_eq!(applied.ending(), Ending::Settled);
    let again = propose(&ready, &http, "local", &rules, now).await.unwrap();
    assert!(matches!(again.verdict, Verdict::InSync(_)));
}
