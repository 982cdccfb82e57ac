//! Native twins of the browser's border: views are rendered to text here, and nobody acts.

/// The clock of a page that is not live.
pub mod clock {
    use aula_core::time::Timestamp;

    /// The epoch: nothing that is prerendered depends on the moment.
    pub fn now() -> Timestamp {
        Timestamp {
            utc_ms: 0,
            offset_minutes: 0,
        }
    }

    /// Time does not pass.
    pub async fn sleep(_ms: i32) {}
}

/// No randomness where nothing is written.
pub mod random {
    /// Zero.
    pub fn number() -> u64 {
        0
    }

    /// Zeros.
    pub fn key_material() -> [u8; 72] {
        [0; 72]
    }

    /// Empty.
    pub fn uuid() -> String {
        String::new()
    }
}

/// Files cannot be taken away or brought here.
pub mod download {
    /// A file that was chosen.
    pub enum Chosen {
        /// Its text.
        Text(String),
        /// It is too large.
        TooLarge,
        /// It could not be read as text.
        Unreadable,
        /// Nothing was chosen.
        Nothing,
    }

    /// Does nothing.
    pub fn save(_name: &str, _media_type: &str, _bytes: &[u8]) -> bool {
        false
    }

    /// Nothing is chosen.
    pub async fn chosen_files(_field: &str) -> Vec<(String, Option<Vec<u8>>)> {
        vec![]
    }

    /// Nothing is chosen.
    pub fn is_chosen(_field: &str) -> bool {
        false
    }

    /// Nothing is chosen.
    pub async fn chosen_file(_field: &str) -> Chosen {
        Chosen::Nothing
    }
}

/// There is nothing to look at.
pub mod picture {
    /// Width, height, and a byte for each point.
    pub type Grey = (u32, u32, Vec<u8>);

    /// No picture has any.
    pub const SIDES: [u32; 0] = [];

    /// Nothing is chosen.
    pub async fn chosen(_field: &str, _side: u32) -> Option<Grey> {
        None
    }

    /// No.
    pub fn has_camera() -> bool {
        false
    }

    /// Refused.
    pub async fn start_camera(_video: &str) -> bool {
        false
    }

    /// Nothing.
    pub fn frame(_video: &str) -> Option<Grey> {
        None
    }

    /// Does nothing.
    pub fn stop_camera(_video: &str) {}
}

/// The page cannot be moved.
pub mod page {
    /// Does nothing.
    pub fn focus(_id: &str) {}

    /// Does nothing.
    pub fn focus_near(_id: &str) {}

    /// Nobody touches anything.
    pub fn on_touch(_touched: impl Fn() + 'static) {}

    /// No event comes.
    pub fn is_in_field<E>(_event: &E) -> bool {
        false
    }

    /// Nobody has opened a page.
    pub fn title() -> String {
        String::new()
    }

    /// Does nothing.
    pub fn set_title(_title: &str) {}

    /// Does nothing.
    pub fn set_property(_name: &str, _value: &str) {}

    /// Nobody closes anything.
    pub fn ask_before_closing(_at_risk: impl Fn() -> bool + 'static) {}

    /// Does nothing.
    pub fn reload() {}

    /// Does nothing.
    pub fn print() {}

    /// Does nothing.
    pub fn show_dialog(_id: &str, _open: bool) {}

    /// Empty.
    pub fn value(_id: &str) -> String {
        String::new()
    }

    /// Empty.
    pub fn take_value(_id: &str) -> String {
        String::new()
    }

    /// Does nothing.
    pub fn scroll_to_top() {}

    /// The work is dropped.
    pub fn after_drawing(work: impl FnOnce() + 'static) {
        drop(work);
    }
}

/// Addresses cannot change.
pub mod address {
    /// Does nothing.
    pub fn back() {}

    /// Does nothing.
    pub fn push(_href: &str) {}
}

/// No data file is fetched: the build has the course at hand.
pub mod fetch {
    /// Nothing.
    pub async fn bytes(_address: &str) -> Option<Vec<u8>> {
        None
    }

    /// Nothing.
    pub async fn newest(_address: &str) -> Option<Vec<u8>> {
        None
    }
}

/// No module is loaded.
pub mod modules {
    /// Does nothing.
    pub fn prepare_certificate() {}

    /// What a function of the seal takes.
    pub enum Given<'a> {
        /// Text.
        Text(&'a str),
        /// Bytes.
        Bytes(&'a [u8]),
        /// A number.
        Number(f64),
    }

    /// As in the browser.
    pub const PATIENCE: &str = "patience";

    /// No code is read.
    ///
    /// # Errors
    /// Always.
    pub async fn scan(_picture: &super::picture::Grey) -> Result<String, String> {
        Err(String::new())
    }

    /// No seal.
    ///
    /// # Errors
    /// Always.
    pub async fn seal(_name: &str, _given: &[Given<'_>]) -> Result<String, String> {
        Err(String::new())
    }

    /// No PDF.
    ///
    /// # Errors
    /// Always.
    pub async fn render_certificate(_sheet: &str) -> Result<Vec<u8>, String> {
        Err(String::new())
    }
}

/// The store that keeps nothing.
pub mod indexed_db {
    use aula_core::progress::journal::Batch;
    use aula_core::progress::saving::Cause;

    /// Never.
    pub fn is_open() -> bool {
        false
    }

    /// What is in the database.
    #[derive(Debug, Default)]
    pub struct Opened {
        /// The text of every record.
        pub texts: Vec<String>,
        /// The texts that were put aside.
        pub asides: Vec<String>,
        /// Whether the database is that of a newer Aula.
        pub newer: bool,
    }

    /// Nothing is stored.
    ///
    /// # Errors
    /// Always.
    pub async fn open() -> Result<Opened, Cause> {
        Err(Cause::Unavailable)
    }

    /// Does nothing.
    pub fn mark_torn() {}

    /// Does nothing.
    pub fn forget_waiting() {}

    /// There is nothing to remove.
    ///
    /// # Errors
    /// Never.
    pub async fn remove() -> Result<(), Cause> {
        Ok(())
    }

    /// Keeps nothing.
    ///
    /// # Errors
    /// Always.
    pub async fn write(_batch: &Batch) -> Result<(), Cause> {
        Err(Cause::Unavailable)
    }

    /// Nothing to erase.
    ///
    /// # Errors
    /// Always.
    pub async fn erase() -> Result<(), Cause> {
        Err(Cause::Unavailable)
    }
}

/// The mirror that keeps nothing.
pub mod local_mirror {
    use aula_core::progress::mirror::Head;
    use aula_core::progress::record::{Record, RecordKey};
    use aula_core::progress::saving::Cause;

    /// Nothing.
    pub fn read() -> (Vec<String>, Vec<Head>) {
        (vec![], vec![])
    }

    /// Keeps nothing.
    ///
    /// # Errors
    /// Always.
    pub fn write(_records: &[Record], _head: &Head, _dropped: &[RecordKey]) -> Result<(), Cause> {
        Err(Cause::Unavailable)
    }

    /// Never.
    pub fn is_usable() -> bool {
        false
    }

    /// Nothing to erase.
    pub fn erase() {}
}

/// No other tabs.
pub mod tabs {
    /// Does nothing.
    pub fn announce(_text: &str) {}
}

/// Nothing runs here: the future is dropped.
pub fn spawn(future: impl Future<Output = ()> + 'static) {
    drop(future);
}

/// There is nobody here.
pub mod profiles {
    /// A person who uses this device.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Profile {
        /// Empty for the first one.
        pub id: String,
        /// Empty as long as it is not known.
        pub alias: String,
    }

    /// The only one.
    pub fn is_first() -> bool {
        true
    }

    /// Nobody.
    pub fn is_guest() -> bool {
        false
    }

    /// Never.
    pub fn is_erased() -> bool {
        false
    }

    /// There is none to end.
    pub fn visit_goes_on() -> bool {
        true
    }

    /// Nobody.
    pub fn current() -> Option<Profile> {
        None
    }

    /// None.
    pub fn all() -> Vec<Profile> {
        vec![]
    }

    /// Does nothing.
    pub fn name_current(_alias: &str) {}

    /// Refused.
    pub fn rename_current(_alias: &str) -> bool {
        false
    }

    /// Refused.
    pub fn add(_id: u64, _alias: &str) -> bool {
        false
    }

    /// Refused.
    pub fn choose(_id: &str) -> bool {
        false
    }

    /// Refused.
    pub fn choose_guest() -> bool {
        false
    }

    /// Does nothing.
    pub fn end_guest() {}

    /// As long as a visit lasts.
    pub const VISIT_MS: i64 = 0;

    /// Refused.
    pub fn seen() -> bool {
        false
    }

    /// There is no visit.
    pub fn absence() -> i64 {
        0
    }

    /// Nothing to forget.
    pub async fn forget_current() -> bool {
        false
    }
}

/// Nothing is stored, so nothing can become of it.
pub mod habits {
    /// No.
    pub fn is_in_a_frame() -> bool {
        false
    }

    /// No.
    pub fn is_secure() -> bool {
        false
    }

    /// No.
    pub fn is_apple() -> bool {
        false
    }

    /// Cannot be asked.
    pub async fn is_kept() -> Option<bool> {
        None
    }

    /// Cannot be asked.
    pub async fn ask_to_keep() -> Option<bool> {
        None
    }
}

/// Nothing is read aloud.
pub mod speech {
    /// There is no voice.
    pub async fn has_voice() -> bool {
        false
    }

    /// Nothing is read.
    pub fn read(_from: usize, _ended: impl Fn() + 'static) {}

    /// There is nothing to read.
    pub fn sentence_in(_id: &str) -> usize {
        0
    }

    /// It is silent.
    pub fn pause() -> usize {
        0
    }

    /// Nothing is read.
    pub fn stop() {}
}
