//! Arguments about the format and the destinations of a result.

use std::path::PathBuf;

use clap::builder::BoolishValueParser;
use clap::{Args, ValueEnum};

use super::wrong::{WrongValue, between};
use crate::report::form::ReportFormat;

/// How results are written.
#[derive(Debug, Args)]
#[command(next_help_heading = "Output")]
pub(in crate::cli) struct OutputArgs {
    /// Format of the result on standard output.
    #[arg(long, env = "CONSIGNE_FORMAT", value_enum, default_value = "text")]
    pub(in crate::cli) format: OutputFormat,
    /// Also write the result as JSON to this file.
    #[arg(long, env = "CONSIGNE_OUT_JSON", value_name = "FILE")]
    pub(in crate::cli) out_json: Option<PathBuf>,
    /// Maximum size of the Markdown in bytes; longer lists end with "and n more".
    #[arg(long, env = "CONSIGNE_MAX_BYTES", value_name = "N", default_value_t = 65_000, value_parser = max_bytes)]
    pub(in crate::cli) max_bytes: usize,
    /// Omit the Markdown if nothing changes.
    #[arg(long, env = "CONSIGNE_SKIP_UNCHANGED", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) skip_unchanged: bool,
    /// Append the result as Markdown to the file named by `GITHUB_STEP_SUMMARY`.
    #[arg(long, env = "CONSIGNE_STEP_SUMMARY", value_parser = BoolishValueParser::new())]
    pub(in crate::cli) step_summary: bool,
}

/// Form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ListFormat {
    Text,
    Json,
}

/// Form of a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum OutputFormat {
    Text,
    Json,
    /// For a pull request comment.
    Markdown,
    /// Standalone page, with the week before and after.
    Html,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Annotations, as workflow commands for GitHub's runner.
    Github,
    /// GitLab code quality report.
    Gitlab,
    /// JUnit XML.
    Junit,
}

impl OutputFormat {
    /// The report to write at the end; none for text, which is printed as soon as it is known.
    pub(in crate::cli) fn form(self) -> Option<ReportFormat> {
        match self {
            Self::Text | Self::Json => None,
            Self::Markdown => Some(ReportFormat::Markdown),
            Self::Html => Some(ReportFormat::Html),
            Self::Sarif => Some(ReportFormat::Sarif),
            Self::Github => Some(ReportFormat::Github),
            Self::Gitlab => Some(ReportFormat::Gitlab),
            Self::Junit => Some(ReportFormat::Junit),
        }
    }

    /// Only a page has room for another language below the first.
    pub(in crate::cli) fn is_for_several_languages(self) -> bool {
        match self {
            Self::Markdown | Self::Html => true,
            Self::Text | Self::Json | Self::Sarif | Self::Github | Self::Gitlab | Self::Junit => {
                false
            }
        }
    }
}

fn max_bytes(text: &str) -> Result<usize, WrongValue> {
    let bytes = text.parse().ok();
    let bytes = bytes.filter(|bytes| (2_000..=1_000_000).contains(bytes));
    bytes.ok_or_else(|| between("2000", "1000000"))
}
