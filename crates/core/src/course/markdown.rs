//! Markdown to the closed tree.
