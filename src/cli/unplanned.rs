//! What a report has to say beside its accounts: files that are not valid, and what failed. A report
//! is written in the format that was asked for whatever happens, because a pipeline that finds no
//! report goes on showing the last one.

use super::environment::Environment;
use super::exit::Exit;
use super::failure::Failure;
use super::output::has_document;
use crate::cli::args::OutputArgs;
use crate::reconcile::Checked;
use crate::report::account_totals::AccountTotalsView;
use crate::report::diagnostics::{files, left_out};
use crate::report::form::Job;
use crate::report::view::{AccountView, FailureView, View};
use crate::words::Words;

/// Files and accounts that were not compared.
#[derive(Default)]
pub(super) struct Unplanned {
    pub(super) invalid: Vec<Checked>,
    failures: Vec<FailedAccount>,
}

/// A failure, and the account that it ended; none for one of the whole run.
struct FailedAccount {
    account: Option<String>,
    failure: Failure,
}

impl Unplanned {
    /// Files that are not valid.
    pub(super) fn of_invalid(invalid: Vec<Checked>) -> Self {
        Self {
            invalid,
            failures: Vec::new(),
        }
    }

    /// Whether nothing is missing.
    pub(super) fn is_empty(&self) -> bool {
        self.invalid.is_empty() && self.failures.is_empty()
    }

    /// Reports why an account could not be compared, and remembers it for the document.
    pub(super) fn fails(
        &mut self,
        account: &str,
        failure: Failure,
        environment: &Environment,
    ) -> Exit {
        let exit = failure.report_of(account, environment);
        self.failures.push(FailedAccount {
            account: Some(account.to_owned()),
            failure,
        });
        exit
    }

    /// The report of these accounts, with everything that is missing among them.
    pub(super) fn beside(
        &self,
        accounts: Vec<AccountView>,
        totals: Option<&AccountTotalsView>,
        words: &Words,
    ) -> View {
        let invalid: Vec<_> = self.invalid.iter().map(Checked::judged).collect();
        let invalid = files(&invalid, words);
        let failures = self.failures.iter();
        View {
            more_diagnostics: Some(left_out(&invalid).total()).filter(|count| *count > 0),
            diagnostics: invalid.into_iter().flat_map(|file| file.findings).collect(),
            failures: failures.map(|failed| failed.view(words)).collect(),
            account_totals: totals.cloned(),
            ..View::of(accounts)
        }
    }

    /// One report for each language, from one list of accounts for each.
    pub(super) fn reports(
        &self,
        accounts: Vec<Vec<AccountView>>,
        totals: Option<&AccountTotalsView>,
        environment: &Environment,
    ) -> Vec<View> {
        let mut accounts = accounts.into_iter();
        let languages = environment.languages();
        languages
            .map(|words| {
                let accounts = accounts.next().into_iter().flatten().collect();
                self.beside(accounts, totals, words)
            })
            .collect()
    }
}

impl FailedAccount {
    fn view(&self, words: &Words) -> FailureView {
        FailureView {
            account: self.account.clone(),
            message: words.say(&self.failure.message),
            help: self.failure.help.as_ref().map(|help| words.say(help)),
        }
    }
}

/// Writes the document of a run that failed before it had one, and returns why it failed. Wrong usage
/// has no document: what was asked for is not known.
pub(super) fn failed(
    failure: Failure,
    job: Job,
    output: &OutputArgs,
    environment: &Environment,
) -> Failure {
    if failure.exit == Exit::Usage || !has_document(output) {
        return failure;
    }
    let unplanned = Unplanned {
        invalid: Vec::new(),
        failures: vec![FailedAccount {
            account: None,
            failure: failure.clone(),
        }],
    };
    let views = unplanned.reports(Vec::new(), None, environment);
    if let Err(unwritten) = output.write(job, &views, environment) {
        unwritten.report(environment);
    }
    failure
}
