//! The only writer: feeds what happens to core's journal, carries its effects out, and owns the signal that every page reads.

use std::cell::Cell;
use std::rc::Rc;

use aula_core::assessment::{self, Gate};
use aula_core::course::{Course, Lesson, Pool};
use aula_core::credential::{self, LearnerName, Request};
use aula_core::id::{AttemptId, CourseId, DecisionId, ItemId, LessonId, ObjectiveId, PassageId};
use aula_core::item::{Item, Outcome, Response};
use aula_core::progress::event::{Applied, Certainty, Event};
use aula_core::progress::export::{ExportError, ImportPreview, read_export};
use aula_core::progress::journal::{Batch, Effect, Found, Input, Journal, update};
use aula_core::progress::patience::Patience;
use aula_core::progress::record::{RecordKey, Writer};
use aula_core::progress::saving::{Cause, SaveState, StoreKind};
use aula_core::progress::{Attempt, CourseProgress, Progress};
use aula_core::recertification;
use aula_core::site::Site;
use aula_core::time::Date;
use leptos::prelude::*;

use crate::browser::{
    address, clock, indexed_db, local_mirror, page, profiles, random, spawn, tabs,
};

/// What the store has not answered by then is said to be late.
pub const LATE_MS: i32 = 1000;

/// Most that is written before it is in a record: shorter, and a long text would fill the log with its beginnings.
const HAND_OVER_MS: i32 = 2500;

/// What was answered, how it is graded, and how sure the person was, if they said so.
pub type Answered = (Response, Outcome, Option<Certainty>);

/// What is in a form, and who makes a record of it.
pub type Writing = (RwSignal<Option<Response>>, Callback<Response>);

thread_local! {
    /// What the person is writing and no record has yet.
    static WRITING: Cell<Option<Writing>> = const { Cell::new(None) };
}

/// What a person does, as methods; what they have done, as a signal.
#[derive(Clone, Copy)]
pub struct Session {
    journal: RwSignal<Journal>,
    /// Whether the person is writing what no record has yet.
    writing: RwSignal<bool>,
    /// How long what is refused waits.
    patience: StoredValue<Patience>,
}

impl Session {
    /// A session over a journal that was opened, or over an empty one where nothing is live.
    pub fn new(journal: Journal) -> Session {
        Session {
            journal: RwSignal::new(journal),
            writing: RwSignal::new(false),
            patience: StoredValue::new(Patience::default()),
        }
    }

    /// Reads the journal; whoever reads inside a view is drawn again when it changes.
    pub fn read<T>(self, read: impl FnOnce(&Journal) -> T) -> T {
        self.journal.with(read)
    }

    /// Reads the folded state.
    pub fn progress<T>(self, read: impl FnOnce(&Progress) -> T) -> T {
        self.journal.with(|journal| read(journal.progress()))
    }

    /// Reads the folded state of one course.
    pub fn course<T>(self, course: &CourseId, read: impl FnOnce(&CourseProgress) -> T) -> T {
        self.progress(|progress| match progress.courses.get(course) {
            Some(course) => read(course),
            None => read(&CourseProgress::default()),
        })
    }

    /// The same for what is no view.
    fn untracked<T>(self, course: &CourseId, read: impl FnOnce(&CourseProgress) -> T) -> T {
        self.journal
            .with_untracked(|journal| match journal.progress().courses.get(course) {
                Some(course) => read(course),
                None => read(&CourseProgress::default()),
            })
    }

    /// How saving stands.
    pub fn save_state(self) -> SaveState {
        self.journal.with(Journal::save_state)
    }

    /// Whether something is being written that no record has yet.
    pub fn is_writing(self) -> bool {
        self.writing.get()
    }

    /// The person is writing in a form, which will be handed over in a moment, also if they write on.
    pub fn writes(self, writing: Writing) {
        if self.turn_to(Some(writing)) {
            spawn(async move {
                clock::sleep(HAND_OVER_MS).await;
                self.hand_over();
            });
        }
    }

    /// Makes a record of what is being written: the field is left, or the page may be gone in a moment.
    pub fn hand_over(self) {
        self.turn_to(None);
    }

    /// Hands over what is written elsewhere; whether nothing was being written.
    fn turn_to(self, next: Option<Writing>) -> bool {
        let held = WRITING.replace(next);
        self.writing.set(next.is_some());
        if let Some((draft, changed)) = held
            && next.is_none_or(|(other, _)| other != draft)
            && let Some(response) = draft.try_get_untracked().flatten()
        {
            changed.run(response);
        }
        held.is_none()
    }

    /// Today on this device's calendar.
    pub fn today(self) -> Date {
        clock::now().date()
    }

    /// Feeds the journal and carries out what follows.
    pub fn feed(self, input: Input) {
        let from_tab = matches!(input, Input::ArrivedFromTab(_));
        let is_empty = || {
            self.journal
                .with_untracked(|journal| journal.log().next().is_none())
        };
        let was_empty = is_empty();
        let mut effects = Vec::new();
        self.journal
            .update(|journal| effects = update(journal, input));
        effects
            .into_iter()
            .for_each(|effect| self.carry_out(effect));
        if !from_tab {
            return;
        }
        let erased = is_empty();
        if erased {
            // Another tab has erased everything.
            indexed_db::forget_waiting();
        }
        // What that tab has written about it may be seen here only later than what it has said.
        if profiles::is_erased() || erased && !was_empty && !profiles::is_first() {
            leave();
        }
    }

    fn happened(self, event: Event) {
        self.feed(Input::Happened {
            event,
            at: clock::now(),
        });
    }

    /// A lesson was opened.
    pub fn open_lesson(self, course: &Course, lesson: &Lesson) {
        self.happened(Event::LessonOpened {
            course: course.id.clone(),
            lesson: lesson.id.clone(),
        });
        // What was left of it may have gone with a new version, come with a file, or been answered just before the page was killed.
        if lesson.items().next().is_some() || lesson.case().is_some() {
            self.complete_lesson(course, lesson);
        }
        self.progressed(course);
    }

    /// A practice item was answered, and graded so; completes the lesson when it was the last one.
    pub fn answer(
        self,
        course: &Course,
        lesson: &Lesson,
        item: &Item,
        answered: Answered,
    ) -> Option<RecordKey> {
        let key = self.practised(&course.id, &lesson.id, item, (answered, false));
        self.complete_lesson(course, lesson);
        key
    }

    fn practised(
        self,
        course: &CourseId,
        lesson: &LessonId,
        item: &Item,
        ((response, outcome, certainty), in_review): (Answered, bool),
    ) -> Option<RecordKey> {
        self.happened(Event::ItemAnswered {
            course: course.clone(),
            lesson: lesson.clone(),
            item: item.id.clone(),
            digest: item.digest.clone(),
            response,
            outcome,
            certainty,
            review: in_review.then(|| item.objective.clone()),
        });
        self.journal.with_untracked(Journal::last_key)
    }

    /// What a person is writing in an item that nobody grades is kept before they are done with it.
    pub fn draft(self, course: &Course, item: &Item, response: Response) {
        let kept = self.untracked(&course.id, |progress| {
            let draft = progress.drafts.get(&item.id);
            draft.is_some_and(|draft| draft.response == response)
        });
        if !kept {
            self.happened(Event::ItemDrafted {
                course: course.id.clone(),
                item: item.id.clone(),
                digest: item.digest.clone(),
                response,
            });
        }
    }

    /// What was being written in an item when it was left, if that was to these words.
    pub fn drafted(self, course: &CourseId, item: &Item) -> Option<Response> {
        self.untracked(course, |progress| {
            let draft = progress.drafts.get(&item.id)?;
            (draft.digest == item.digest).then(|| draft.response.clone())
        })
    }

    /// Something was decided in the lesson's case, if that is offered where the person is; at an end, completes the lesson if nothing else
    /// of it is left.
    pub fn decide(
        self,
        course: &Course,
        lesson: &Lesson,
        decision: &DecisionId,
    ) -> Option<RecordKey> {
        let case = lesson.case()?;
        let mut road = self.untracked(&course.id, |progress| {
            let case = progress.cases.get(&lesson.id);
            case.map_or(vec![], |case| case.road.clone())
        });
        let position = case.play(&road);
        let (scene, steps) = (position.scene?.id.clone(), position.steps.len());
        let outdated = steps < road.len();
        road.truncate(steps);
        road.push((scene.clone(), decision.clone()));
        let after = case.play(&road);
        if after.steps.len() != road.len() {
            return None;
        }
        if outdated {
            // What the case no longer has, or another tab decided in the same scene, would stand in the way of what follows.
            self.return_in_case(course, lesson, steps);
        }
        self.happened(Event::CaseDecided {
            course: course.id.clone(),
            lesson: lesson.id.clone(),
            scene,
            decision: decision.clone(),
        });
        let key = self.journal.with_untracked(Journal::last_key);
        if let Some(end) = after.scene.filter(|scene| scene.is_end()) {
            self.happened(Event::CaseEnded {
                course: course.id.clone(),
                lesson: lesson.id.clone(),
                scene: end.id.clone(),
            });
            self.complete_lesson(course, lesson);
        }
        key
    }

    /// A person went back in a case, so that so many steps are left.
    pub fn return_in_case(
        self,
        course: &Course,
        lesson: &Lesson,
        steps: usize,
    ) -> Option<RecordKey> {
        self.happened(Event::CaseReturned {
            course: course.id.clone(),
            lesson: lesson.id.clone(),
            steps: u32::try_from(steps).unwrap_or(u32::MAX),
        });
        self.journal.with_untracked(Journal::last_key)
    }

    /// A case of the diagnostic was answered.
    pub fn answer_pretest(
        self,
        course: &Course,
        item: &Item,
        (response, outcome, certainty): Answered,
    ) -> Option<RecordKey> {
        let certainty = certainty?;
        self.happened(Event::PretestAnswered {
            course: course.id.clone(),
            lesson: item.lesson.clone(),
            item: item.id.clone(),
            digest: item.digest.clone(),
            response,
            outcome,
            certainty,
        });
        self.journal.with_untracked(Journal::last_key)
    }

    /// An item was answered in a review.
    pub fn answer_review(
        self,
        course: &CourseId,
        item: &Item,
        answered: Answered,
    ) -> Option<RecordKey> {
        self.practised(course, &item.lesson, item, (answered, true))
    }

    /// The review of this rung was gone through.
    pub fn finish_review(self, course: CourseId, rung: u8, applied: Option<Applied>) {
        self.happened(Event::ReviewFinished {
            course,
            rung,
            applied,
        });
    }

    /// Skips a lesson, if the diagnostic lets the person do that; a case is never skipped.
    pub fn skip_lesson(self, course: &Course, lesson: &Lesson) {
        let allowed = self.untracked(&course.id, |progress| {
            progress.may_skip(&lesson.id) && !progress.completed.contains_key(&lesson.id)
        });
        if allowed && lesson.case().is_none() {
            self.happened(Event::LessonSkipped {
                course: course.id.clone(),
                lesson: lesson.id.clone(),
            });
            self.progressed(course);
        }
    }

    /// Completes a lesson if all its items are answered, its case has ended, and it was not completed before.
    pub fn complete_lesson(self, course: &Course, lesson: &Lesson) {
        let due = self.untracked(&course.id, |progress| {
            let done = progress.completed.contains_key(&lesson.id)
                && !progress.skipped.contains(&lesson.id);
            progress.lesson_is_answered(lesson) && !done
        });
        if due {
            self.happened(Event::LessonCompleted {
                course: course.id.clone(),
                lesson: lesson.id.clone(),
            });
            self.progressed(course);
        }
    }

    /// Keeps how far each course has come by what the catalogue is about to show, so that no later version takes that down.
    pub fn keep_reached(self, site: &Site) {
        let state = self.journal.with_untracked(Journal::save_state);
        if matches!(
            state,
            SaveState::Saved | SaveState::Saving | SaveState::LocalOnly(_)
        ) {
            for entry in &site.catalog {
                self.keep_rise(&entry.id, &entry.lessons, entry.evaluations);
            }
        }
    }

    fn progressed(self, course: &Course) {
        self.keep_rise(&course.id, &course.lesson_ids(), course.evaluations());
    }

    fn keep_rise(self, course: &CourseId, lessons: &[LessonId], evaluations: usize) {
        let rise = self.untracked(course, |progress| progress.rise(lessons, evaluations));
        if let Some(percent) = rise {
            self.happened(Event::Progressed {
                course: course.clone(),
                percent,
            });
        }
    }

    /// Something was noted at a passage of a lesson: the words, and whether it is marked. Neither takes away what was kept there.
    pub fn note(
        self,
        course: &CourseId,
        (lesson, passage, excerpt): (&LessonId, &PassageId, &str),
        (text, marked): (String, bool),
    ) {
        self.happened(Event::PassageNoted {
            course: course.clone(),
            lesson: lesson.clone(),
            passage: passage.clone(),
            excerpt: excerpt.to_owned(),
            note: text,
            marked,
        });
    }

    /// Begins an attempt with a fresh draw, if the rules let one begin now.
    pub fn start_attempt(self, course: &Course, pool: &Pool) {
        let now = clock::now();
        let gate = self.course(&course.id, |progress| {
            assessment::gate(course, progress, now)
        });
        if !matches!(gate, Gate::Ready { .. }) {
            return;
        }
        let seed = random::number();
        let seen = self.course(&course.id, assessment::seen);
        self.happened(Event::AttemptStarted {
            course: course.id.clone(),
            attempt: AttemptId::new(random::uuid()),
            version: course.version.clone(),
            seed,
            items: assessment::draw(&course.assessment, pool, seed, &seen),
            recertifies: false,
        });
    }

    /// Begins a recertification over what is weak or has changed, if the rules let one begin now.
    pub fn start_recertification(
        self,
        course: &Course,
        pool: &Pool,
        changed: Option<&[ObjectiveId]>,
    ) {
        let now = clock::now();
        let seed = random::number();
        let drawn = self.untracked(&course.id, |progress| {
            let gate = recertification::gate(course, progress, now);
            let asked = recertification::plan(course, pool, progress, changed);
            let seen = recertification::seen(progress);
            let items = recertification::draw(&course.assessment, pool, &asked, (seed, &seen));
            matches!(gate, Gate::Ready { .. }).then_some(items)
        });
        let Some(items) = drawn else {
            return;
        };
        self.happened(Event::AttemptStarted {
            course: course.id.clone(),
            attempt: AttemptId::new(random::uuid()),
            version: course.version.clone(),
            seed,
            items,
            recertifies: true,
        });
    }

    /// Hands a recertification in; where it passed, the constancia is renewed under the same name, if nothing else is missing.
    pub fn recertify(self, course: &Course, site: &Site, pool: &Pool, attempt: &Attempt) {
        if !self.is_open(course, attempt) {
            return;
        }
        self.happened(recertification::finish(course, pool, attempt));
        let name = self.journal.with_untracked(|journal| {
            let progress = journal.progress();
            let pending = recertification::is_pending(progress, &course.id);
            let current = recertification::current(progress, &course.id);
            current
                .filter(|_| pending)
                .map(|current| current.name.clone())
        });
        if let Some(name) = name {
            self.issue(course, site, name);
        }
    }

    /// An answer was given or changed inside an attempt.
    pub fn answer_in_attempt(self, attempt: &AttemptId, item: &Item, response: Response) {
        let known = self.progress(|progress| {
            let courses = progress.courses.values();
            let mut attempts =
                courses.flat_map(|course| course.attempts.iter().chain(&course.recertifications));
            let attempt = attempts.find(|held| held.id == *attempt);
            attempt.is_some_and(|attempt| attempt.response(&item.id) == Some(&response))
        });
        if known {
            return;
        }
        let (attempt, item, digest) = (attempt.clone(), item.id.clone(), item.digest.clone());
        self.happened(Event::AttemptAnswered {
            attempt,
            item,
            digest,
            response,
        });
    }

    /// An item was marked for a second look, or not any more.
    pub fn mark(self, attempt: &AttemptId, item: &ItemId, marked: bool) {
        self.happened(Event::AttemptMarked {
            attempt: attempt.clone(),
            item: item.clone(),
            marked,
        });
    }

    /// An attempt is handed in.
    pub fn hand_in(self, course: &Course, pool: &Pool, attempt: &Attempt) {
        if self.is_open(course, attempt) {
            self.happened(assessment::finish(course, pool, attempt));
            self.progressed(course);
        }
    }

    /// Whether nobody has handed the attempt in: another tab may have, and then its result counts.
    fn is_open(self, course: &Course, attempt: &Attempt) -> bool {
        self.untracked(&course.id, |progress| {
            let mut all = progress.attempts.iter().chain(&progress.recertifications);
            all.any(|each| each.id == attempt.id && each.result.is_none())
        })
    }

    /// Grades what was handed in again, where an item was corrected in the person's favour.
    pub fn regrade(self, course: &Course, pool: &Pool) {
        let better = self.untracked(&course.id, |progress| {
            assessment::corrections(course, pool, progress)
        });
        if !better.is_empty() {
            better.into_iter().for_each(|event| self.happened(event));
            self.progressed(course);
        }
    }

    /// Issues a constancia if every criterion is met.
    pub fn issue(self, course: &Course, site: &Site, name: LearnerName) {
        let (folio, now) = (random::uuid(), clock::now());
        let request = Request {
            name,
            folio,
            now,
            issuer: site.institution.clone(),
            demonstration: site.demonstration,
        };
        if let Some(issued) = self.course(&course.id, |progress| {
            credential::issue(course, progress, request)
        }) {
            self.happened(Event::CredentialIssued {
                credential: Box::new(issued),
            });
        }
    }

    /// Opens the stores: the first rung of the ladder that works. False if the store did not answer where it had been open: then
    /// everything stays as it was.
    pub async fn open(self) -> bool {
        if profiles::is_guest() {
            self.feed(Input::Opened(Found {
                stored: vec![],
                aside: vec![],
                mirrored: vec![],
                heads: vec![],
                store: StoreKind::Memory(Cause::Guest),
            }));
            return true;
        }
        if profiles::is_erased() {
            leave();
            return false;
        }
        // The mirror first: what another tab writes meanwhile is then never taken for a loss.
        let (mirrored, heads) = local_mirror::read();
        let (stored, store) = match indexed_db::open().await {
            Ok(opened) if opened.newer => (opened, StoreKind::Newer),
            Ok(opened) => (opened, StoreKind::Durable),
            Err(_) if indexed_db::is_open() => return false,
            Err(cause) if local_mirror::is_usable() => {
                (indexed_db::Opened::default(), StoreKind::Local(cause))
            }
            Err(cause) => (indexed_db::Opened::default(), StoreKind::Memory(cause)),
        };
        self.feed(Input::Opened(Found {
            stored: stored.texts,
            aside: stored.asides,
            mirrored,
            heads,
            store,
        }));
        self.agree_on_alias();
        // The writes that this has asked for have not begun yet.
        let start = self.journal.with_untracked(Journal::start_report);
        if start.recovered > 0 || start.lost > 0 {
            indexed_db::mark_torn();
        }
        true
    }

    /// Tries again to write what was not written; opens the store again first if it is not open (any more). Not while everything is being
    /// erased: what was read then would come back.
    pub fn retry(self) {
        if self.journal.with_untracked(Journal::is_erasing) {
            return;
        }
        if indexed_db::is_open() {
            self.feed(Input::RetryAsked);
        } else {
            spawn(async move {
                self.open().await;
            });
        }
    }

    /// Everything in one file.
    pub fn export(self) -> String {
        self.journal.with_untracked(Journal::export)
    }

    /// What a file would add.
    ///
    /// # Errors
    /// When the file is not an export of ours.
    pub fn preview_import(self, file: &str) -> Result<(Vec<String>, ImportPreview), ExportError> {
        let texts = read_export(file)?;
        let preview = self
            .journal
            .with_untracked(|journal| journal.preview(&texts));
        Ok((texts, preview))
    }

    /// Joins the records of a file to this record.
    pub fn import(self, texts: Vec<String>) {
        self.feed(Input::Imported {
            texts,
            at: clock::now(),
        });
    }

    /// Erases everything on this device.
    pub fn erase(self) {
        self.feed(Input::EraseAsked {
            writer: Writer::new(random::number()),
        });
    }

    /// Has the nickname both in the log, where it lasts, and in the list of profiles, where it is chosen by.
    fn agree_on_alias(self) {
        let known = self.progress(|progress| progress.alias.clone());
        match profiles::current() {
            Some(profile) if profile.alias.is_empty() => profiles::name_current(&known),
            // Whoever chose it on this device chose it last.
            Some(profiles::Profile { alias, .. }) if known != alias => {
                self.happened(Event::ProfileNamed { alias });
            }
            Some(_) | None => {}
        }
    }

    /// Ends a guest's visit: everything is gone, and the page starts again at this address for whoever comes next.
    pub fn finish(self, home: String) {
        self.erase();
        spawn(async move {
            // After the erasing, so that the browser does not ask whether to leave.
            clock::sleep(0).await;
            profiles::end_guest();
            address::push(&home);
            page::reload();
        });
    }

    fn carry_out(self, effect: Effect) {
        match effect {
            // Opening a store would make it again.
            Effect::Write(_) | Effect::Mirror { .. } if profiles::is_erased() => leave(),
            Effect::Write(batch) => self.write(batch),
            Effect::Mirror {
                records,
                head,
                drop,
            } => {
                if let Err(cause) = local_mirror::write(&records, &head, &drop) {
                    self.feed(Input::MirrorFailed(cause));
                }
            }
            Effect::Announce(text) => tabs::announce(&text),
            Effect::EraseAll => spawn(async move {
                // The mirror goes last: if the store refuses, everything is still here.
                let erased = match self.journal.with_untracked(Journal::save_state) {
                    SaveState::MemoryOnly(Cause::Guest) => Ok(()),
                    // It may be out of reach only now.
                    SaveState::MemoryOnly(_) | SaveState::LocalOnly(_) => {
                        indexed_db::remove().await
                    }
                    // What else a newer Aula keeps we do not know: half of it erased would not be erased.
                    SaveState::ReadOnly => Err(Cause::Denied),
                    SaveState::Saved
                    | SaveState::Saving
                    | SaveState::Late
                    | SaveState::NotSaved(_) => indexed_db::erase().await,
                };
                if let Err(cause) = erased {
                    return self.feed(Input::EraseFailed(cause));
                }
                local_mirror::erase();
                let again = profiles::forget_current().await;
                // The other tabs are told before this page goes.
                self.feed(Input::Erased);
                if again {
                    page::reload();
                }
            }),
        }
    }

    fn write(self, batch: Batch) {
        let answered = Rc::new(Cell::new(false));
        let (waiting, receipt) = (answered.clone(), batch.receipt());
        spawn(async move {
            clock::sleep(LATE_MS).await;
            if !waiting.get() {
                self.feed(Input::WriteLate(receipt));
            }
        });
        spawn(async move {
            let receipt = batch.receipt();
            let result = indexed_db::write(&batch).await;
            answered.set(true);
            let Err(cause) = result else {
                self.patience.update_value(Patience::written);
                return self.feed(Input::Written(receipt));
            };
            self.feed(Input::WriteFailed { receipt, cause });
            if let Some(ms) = self.patience.try_update_value(Patience::refused).flatten() {
                clock::sleep(ms as i32).await;
                self.patience.update_value(Patience::is_over);
                self.retry();
            }
        });
    }
}

/// Starts the page of an erased profile again as a guest's, without what it had just put into the mirror.
fn leave() {
    local_mirror::erase();
    profiles::choose_guest();
    page::reload();
}
