//! The durable store: one IndexedDB object store, from the record's key to its exact text.
//!
//! Own binding, because the durability hint of `transaction()` is behind an unstable flag in web-sys and absent from idb and rexie. A
//! write counts only when the transaction's `complete` fired (not the request's `success`).

mod lock;
mod renewal;

use std::cell::{Cell, RefCell};

use aula_core::progress::journal::{ASIDE_PREFIX, Batch};
use aula_core::progress::saving::Cause;
use js_sys::{Array, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

pub use self::renewal::mark_torn;
use super::profiles::own;
use super::{clock, spawn};

const STORE: &str = "records";
const VERSION: u32 = 1;
/// An erasing that has not ended by then is given up, so that the person is not left waiting.
const ERASE_MS: i32 = 10_000;
/// A database that has not answered by then is treated as missing.
const PATIENCE_MS: i32 = 3000;

#[wasm_bindgen]
extern "C" {
    type Factory;
    #[wasm_bindgen(method, catch)]
    fn open(this: &Factory, name: &str, version: u32) -> Result<Request, JsValue>;

    /// Whatever version there is.
    #[wasm_bindgen(method, js_name = open, catch)]
    fn open_as_it_is(this: &Factory, name: &str) -> Result<Request, JsValue>;

    /// Not everywhere; where it is missing, calling it throws.
    #[wasm_bindgen(method, catch)]
    fn databases(this: &Factory) -> Result<Promise, JsValue>;

    #[wasm_bindgen(method, js_name = deleteDatabase, catch)]
    fn delete_database(this: &Factory, name: &str) -> Result<Request, JsValue>;

    #[derive(Clone)]
    type Request;
    #[wasm_bindgen(method, getter)]
    fn result(this: &Request) -> JsValue;
    #[wasm_bindgen(method, getter)]
    fn error(this: &Request) -> JsValue;
    #[wasm_bindgen(method, setter, js_name = onsuccess)]
    fn on_success(this: &Request, handler: &JsValue);
    #[wasm_bindgen(method, setter, js_name = onerror)]
    fn on_error(this: &Request, handler: &JsValue);
    #[wasm_bindgen(method, setter, js_name = onupgradeneeded)]
    fn on_upgrade(this: &Request, handler: &JsValue);

    #[derive(Clone)]
    type Database;
    #[wasm_bindgen(method, js_name = createObjectStore, catch)]
    fn create_object_store(this: &Database, name: &str) -> Result<ObjectStore, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Database,
        store: &str,
        mode: &str,
        options: &JsValue,
    ) -> Result<Transaction, JsValue>;
    #[wasm_bindgen(method)]
    fn close(this: &Database);
    #[wasm_bindgen(method, setter, js_name = onversionchange)]
    fn on_version_change(this: &Database, handler: &JsValue);
    #[wasm_bindgen(method, setter, js_name = onclose)]
    fn on_close(this: &Database, handler: &JsValue);

    #[derive(Clone)]
    type Transaction;
    #[wasm_bindgen(method, js_name = objectStore, catch)]
    fn object_store(this: &Transaction, name: &str) -> Result<ObjectStore, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn abort(this: &Transaction) -> Result<(), JsValue>;
    #[wasm_bindgen(method, getter, js_name = error)]
    fn failure(this: &Transaction) -> JsValue;
    #[wasm_bindgen(method, setter, js_name = oncomplete)]
    fn on_complete(this: &Transaction, handler: &JsValue);
    #[wasm_bindgen(method, setter, js_name = onabort)]
    fn on_abort(this: &Transaction, handler: &JsValue);

    type ObjectStore;
    #[wasm_bindgen(method, catch)]
    fn put(this: &ObjectStore, value: &JsValue, key: &str) -> Result<Request, JsValue>;
    /// Fails, and with it the transaction, if the key is there.
    #[wasm_bindgen(method, catch)]
    fn add(this: &ObjectStore, value: &JsValue, key: f64) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, js_name = getAll, catch)]
    fn get_all(this: &ObjectStore) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, js_name = getAllKeys, catch)]
    fn get_all_keys(this: &ObjectStore) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn clear(this: &ObjectStore) -> Result<Request, JsValue>;
    #[wasm_bindgen(method, getter)]
    fn transaction(this: &ObjectStore) -> Transaction;
}

/// What a transaction asks of the store; behind a pointer, so that what waits for it is in the wasm once.
type Work<'a> = &'a dyn Fn(&ObjectStore) -> Result<(), JsValue>;

thread_local! {
    /// The page's one connection.
    static CONNECTION: RefCell<Option<Database>> = const { RefCell::new(None) };
    /// How often everything was erased under this page.
    static FORGOTTEN: Cell<u32> = const { Cell::new(0) };
    /// Who is told when it is worth opening again.
    static LISTENER: RefCell<Option<Box<dyn Fn()>>> = const { RefCell::new(None) };
}

/// What is in the database.
#[derive(Debug, Default)]
pub struct Opened {
    /// The text of every record, in the order of their keys.
    pub texts: Vec<String>,
    /// The texts that were put aside.
    pub asides: Vec<String>,
    /// Whether the database is that of a newer Aula.
    pub newer: bool,
}

/// Opens the database and reads it; one of a newer Aula as it is.
///
/// # Errors
/// The cause, when storage is missing, blocked, broken, or has not answered after three seconds. Nothing is deleted or reset.
pub async fn open() -> Result<Opened, Cause> {
    let factory = factory()?;
    let (database, newer) = match connect(factory.open(&own(""), VERSION)).await {
        Err(Cause::Other(error)) if error.starts_with("VersionError") => {
            (connect(factory.open_as_it_is(&own(""))).await?, true)
        }
        database => (database?, false),
    };
    give_way(&database);
    // Only now: a store that does not answer leaves the connection that worked.
    if let Some(held) = CONNECTION.replace(Some(database)) {
        held.close();
    }
    let read = read_all().await;
    if read.is_err()
        && let Some(unread) = CONNECTION.take()
    {
        // What cannot be read is not written to either: the next try opens it again.
        unread.close();
    }
    match read {
        // A newer Aula may keep its records elsewhere.
        Err(_) if newer => Ok(Opened {
            newer,
            ..Opened::default()
        }),
        Err(cause) => Err(cause),
        Ok((texts, asides)) => Ok(Opened {
            texts,
            asides,
            newer,
        }),
    }
}

async fn connect(request: Result<Request, JsValue>) -> Result<Database, Cause> {
    let request = request.map_err(|error| cause_of(&error))?;
    let database = settle(&mut |resolve, reject| {
        on_upgrade(&request);
        listen(&request, resolve, reject);
        after(PATIENCE_MS, reject);
    })
    .await
    // A connection that nobody uses would keep a newer version from opening the database.
    .inspect_err(|_| when_it_comes(&request, |late| late.unchecked_into::<Database>().close()))?;
    Ok(database.unchecked_into())
}

fn factory() -> Result<Factory, Cause> {
    // Reading the property is what throws in a sandboxed frame.
    let factory =
        Reflect::get(&js_sys::global(), &"indexedDB".into()).map_err(|error| cause_of(&error))?;
    if factory.is_undefined() || factory.is_null() {
        return Err(Cause::Unavailable);
    }
    Ok(factory.unchecked_into())
}

/// The names of all databases of this origin, as far as the browser tells them.
pub async fn names() -> Vec<String> {
    let asked = factory().and_then(|factory| factory.databases().map_err(|error| cause_of(&error)));
    let Ok(promise) = asked else {
        return vec![];
    };
    let late = Promise::new(&mut |resolve, _| after(PATIENCE_MS, &resolve));
    let first = Promise::race(&Array::of2(&promise, &late));
    let databases = JsFuture::from(first).await.unwrap_or_default();
    let name = |database: JsValue| Reflect::get(&database, &"name".into()).ok()?.as_string();
    if databases.is_undefined() {
        return vec![];
    }
    Array::from(&databases).iter().filter_map(name).collect()
}

/// Has the browser remove the database; there is nothing to remove where there are no databases.
///
/// # Errors
/// The cause, when it did not answer within three seconds, which is so while another tab holds the database.
pub async fn remove() -> Result<(), Cause> {
    forget_waiting();
    for_others().await;
    if let Some(held) = CONNECTION.take() {
        held.close();
    }
    let Ok(factory) = factory() else {
        return Ok(());
    };
    let request = factory
        .delete_database(&own(""))
        .map_err(|error| cause_of(&error))?;
    settle(&mut |resolve, reject| {
        listen(&request, resolve, reject);
        after(PATIENCE_MS, reject);
    })
    .await
    .map(drop)
}

/// Whether there is a connection to write through.
pub fn is_open() -> bool {
    CONNECTION.with_borrow(Option::is_some)
}

/// Calls `open_again` when the browser closes the connection by itself (its data was cleared, or the disk failed), and when a
/// database answers that was given up for missing.
pub fn on_lost_or_late(open_again: impl Fn() + 'static) {
    LISTENER.set(Some(Box::new(open_again)));
}

/// Writes a batch in one strict transaction.
///
/// # Errors
/// The cause; then nothing of it was written.
pub async fn write(batch: &Batch) -> Result<(), Cause> {
    // Without a connection nothing is written, and nothing is torn by it.
    connection()?;
    let begun = FORGOTTEN.get();
    renewal::before_a_write().await?;
    if FORGOTTEN.get() != begun {
        return Err(Cause::Unavailable);
    }
    let written = in_transaction(&|store| {
        for aside in &batch.asides {
            store.put(&aside.text.as_str().into(), &aside.key)?;
        }
        for record in &batch.records {
            store.put(&record.text().into(), &record.key().to_string())?;
        }
        Ok(())
    })
    .await;
    if written
        .as_ref()
        .is_err_and(|cause| *cause != Cause::OverQuota)
    {
        mark_torn();
    }
    written
}

/// Has the writes that still wait for new files give up: what they would write was erased meanwhile.
pub fn forget_waiting() {
    FORGOTTEN.set(FORGOTTEN.get().wrapping_add(1));
}

/// Removes every record.
///
/// # Errors
/// The cause, when the store refused or has not answered after ten seconds; then nothing was removed.
pub async fn erase() -> Result<(), Cause> {
    forget_waiting();
    for_others().await;
    // It may have been given up by that.
    if !is_open() && open().await?.newer {
        return Err(Cause::Denied);
    }
    in_transaction(&|store| {
        let held = store.transaction();
        spawn(async move {
            clock::sleep(ERASE_MS).await;
            // After its end there is nothing to abort.
            drop(held.abort());
        });
        store.clear().map(drop)
    })
    .await
    .inspect_err(|_| mark_torn())
}

/// What is erased goes in any case; but the other profiles of this device are in the same files, which are renewed first if they can be.
async fn for_others() {
    drop(renewal::before_a_write().await);
}

/// The texts under keys of records, and those that were put aside.
async fn read_all() -> Result<(Vec<String>, Vec<String>), Cause> {
    let transaction = begin(&connection()?, "readonly")?;
    let store = transaction
        .object_store(STORE)
        .map_err(|error| cause_of(&error))?;
    // Answered in this order: when the second is, so is the first.
    let keys = store.get_all_keys().map_err(|error| cause_of(&error))?;
    let request = store.get_all().map_err(|error| cause_of(&error))?;
    let values = settle(&mut |resolve, reject| {
        listen(&request, resolve, reject);
        after(PATIENCE_MS, reject);
    })
    .await
    .inspect_err(|_| when_it_comes(&request, |_| {}))?;
    // A value that is no text was not written by us: its debug form is kept, so that it is named and never deleted.
    let text = |value: JsValue| value.as_string().unwrap_or_else(|| format!("{value:?}"));
    let mut read = (vec![], vec![]);
    for (key, value) in Array::from(&keys.result())
        .iter()
        .zip(Array::from(&values).iter())
    {
        let is_aside = key
            .as_string()
            .is_some_and(|key| key.starts_with(ASIDE_PREFIX));
        let part = if is_aside { &mut read.1 } else { &mut read.0 };
        part.push(text(value));
    }
    Ok(read)
}

async fn in_transaction(work: Work<'_>) -> Result<(), Cause> {
    put_all(&connection()?, work).await.inspect_err(|cause| {
        // Some browsers close a connection without a word: the next try opens it again.
        if matches!(cause, Cause::Other(error) if error.starts_with("InvalidStateError")) {
            CONNECTION.take();
        }
    })
}

/// One strict transaction, complete when this is.
async fn put_all(database: &Database, work: Work<'_>) -> Result<(), Cause> {
    let transaction = begin(database, "readwrite")?;
    let store = transaction
        .object_store(STORE)
        .map_err(|error| cause_of(&error))?;
    work(&store).map_err(|error| cause_of(&error))?;
    let settled = settle(&mut |resolve, reject| {
        transaction.on_complete(resolve);
        let (aborted, reject) = (transaction.clone(), reject.clone());
        transaction.on_abort(&Closure::once_into_js(move || {
            call(&reject, &aborted.failure())
        }));
    })
    .await;
    // Else they would keep each other for as long as the page is there.
    transaction.on_complete(&JsValue::NULL);
    transaction.on_abort(&JsValue::NULL);
    settled.map(drop)
}

fn connection() -> Result<Database, Cause> {
    CONNECTION
        .with_borrow(Clone::clone)
        .ok_or(Cause::Unavailable)
}

fn begin(database: &Database, mode: &str) -> Result<Transaction, Cause> {
    let options = js_sys::Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())
        .map_err(|error| cause_of(&error))?;
    database
        .transaction(STORE, mode, &options)
        .map_err(|error| cause_of(&error))
}

/// Lets a newer version of the app upgrade the database (an old tab must not block it), and forgets a connection that the browser
/// closed: the next [`open`] makes another.
fn give_way(database: &Database) {
    let connection = database.clone();
    let give_way = Closure::<dyn FnMut()>::new(move || {
        connection.close();
        CONNECTION.take();
    });
    let forget = Closure::<dyn FnMut()>::new(|| {
        CONNECTION.take();
        renewal::distrust();
        tell_that_it_can_be_opened();
    });
    database.on_version_change(&give_way.into_js_value());
    database.on_close(&forget.into_js_value());
}

/// Ends the connection, and has it opened and read again.
fn give_up() {
    if let Some(held) = CONNECTION.take() {
        held.close();
    }
    tell_that_it_can_be_opened();
}

/// What comes after nobody waits for it any more is put away, and shows that from then on the database answers.
fn when_it_comes(request: &Request, put_away: impl FnOnce(JsValue) + 'static) {
    let late = request.clone();
    request.on_success(&Closure::once_into_js(move || {
        put_away(late.result());
        tell_that_it_can_be_opened();
    }));
}

fn tell_that_it_can_be_opened() {
    LISTENER.with_borrow(|listener| {
        if let Some(open_again) = listener {
            open_again();
        }
    });
}

fn on_upgrade(request: &Request) {
    let opened = request.clone();
    request.on_upgrade(&Closure::once_into_js(move || {
        opened
            .result()
            .unchecked_into::<Database>()
            .create_object_store(STORE)
            .map(drop)
    }));
}

fn listen(request: &Request, resolve: &JsValue, reject: &JsValue) {
    let (answered, failed) = (request.clone(), request.clone());
    let (resolve, reject) = (resolve.clone(), reject.clone());
    request.on_success(&Closure::once_into_js(move || {
        call(&resolve, &answered.result())
    }));
    request.on_error(&Closure::once_into_js(move || {
        call(&reject, &failed.error())
    }));
}

fn after(ms: i32, reject: &JsValue) {
    if let Some(window) = web_sys::window()
        && window
            .set_timeout_with_callback_and_timeout_and_arguments_0(reject.unchecked_ref(), ms)
            .is_err()
    {
        call(reject, &JsValue::NULL);
    }
}

fn call(function: &JsValue, argument: &JsValue) {
    // Settling a promise cannot throw.
    drop(
        function
            .unchecked_ref::<js_sys::Function>()
            .call1(&JsValue::NULL, argument),
    );
}

async fn settle(start: &mut dyn FnMut(&JsValue, &JsValue)) -> Result<JsValue, Cause> {
    let promise = Promise::new(&mut |resolve, reject| start(&resolve, &reject));
    JsFuture::from(promise)
        .await
        .map_err(|error| cause_of(&error))
}

/// What went wrong, by the exception's name. A full disk is an `UnknownError` in Chromium, so the message is looked at too.
fn cause_of(error: &JsValue) -> Cause {
    let text = |key: &str| {
        Reflect::get(error, &key.into())
            .ok()
            .and_then(|value| value.as_string())
            .unwrap_or_default()
    };
    let (name, message) = (text("name"), text("message"));
    match name.as_str() {
        _ if message.contains("NO_SPACE") || message.contains("full disk") => Cause::Full,
        "QuotaExceededError" => Cause::OverQuota,
        "SecurityError" => Cause::Denied,
        _ if message.contains("denied permission") => Cause::Denied,
        "" => Cause::Unavailable,
        _ => Cause::Other(format!("{name}: {message}")),
    }
}
