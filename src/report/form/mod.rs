//! Reports for comments, pages and the programs of a pipeline. Each is made from the JSON view, so
//! that none of them can contradict another.

mod budget;
mod change;
mod days;
mod facts;
mod frame;
mod github;
mod gitlab;
mod headline;
mod html;
mod junit;
mod markdown;
mod marker;
mod merged;
mod path_base;
mod remark;
mod render;
mod sarif;
mod spacing;
#[cfg(test)]
mod tests;

pub(crate) use frame::{Frame, Job, Localized, ReportFormat, Unchanged};
pub(crate) use path_base::PathBase;
pub(crate) use render::{findings, plan};
