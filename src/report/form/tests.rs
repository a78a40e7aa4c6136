//! Reports for comments, pages and programs.
