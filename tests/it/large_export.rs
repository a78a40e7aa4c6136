//! An account whose file consigne would not read.

use crate::workbench::{TOKEN, Workbench};

#[test]
fn an_account_larger_than_a_file_says_so_and_can_be_forced() {
    let name = "x".repeat(90);
    let events: String = (0..6_500)
        .map(|at| {
            let year = 2010 + at / 366;
            format!("            - {{ name: {name} {at}, availability: closed, startsAt: {year}-01-01T{:02}:{:02}, endsAt: {year}-01-02T00:00 }}\n", at % 24, at % 60)
        })
        .collect();
    let seed = format!(
        "accounts:
  - account: boreal
    primary: {{ userCode: \"1001\", name: Marie, email: marie@boreal.example }}
    settings:
      chat:
        fr:
          specialEvents:
{events}"
    );
    let bench = Workbench::with_portal(&seed);
    let output = bench.run_whole(TOKEN, &["export", "boreal"]);
    let errors = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{errors}");
    assert!(output.stdout.is_empty());
    for part in [
        "bytes, more than the 1048576",
        "6500 special events",
        "--force",
    ] {
        assert!(errors.contains(part), "{part}: {errors}");
    }
    let output = bench.run_whole(TOKEN, &["export", "boreal", "--force"]);
    assert_eq!(output.status.code(), Some(0));
    assert!(output.stdout.len() > 1 << 20);
}
