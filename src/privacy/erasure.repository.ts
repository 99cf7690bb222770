import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';

/** The members of these candidacies; $1 is their ids, as in every statement here. */
const MEMBERS = `select m.id, m.person_id, m.applicant_id, m.campaign_id from member m join candidacy c on c.applicant_id = m.applicant_id where c.id = any($1::uuid[])`;
const PEOPLE = `select person_id from (${MEMBERS}) of_people`;
/** Everybody of these candidacies, and rows of those who turned out to be one of them. */
const EVERYBODY = `select id from person where id in (${PEOPLE}) or merged_into in (${PEOPLE})`;
/** Lists in which one of these people came, or may have been refused: all of the nominator in the campaign that nobody works on. */
const IMPORTS = `select i.id from nomination_import i join candidacy c on c.campaign_id = i.campaign_id and c.nominator_id = i.nominator_id where c.id = any($1::uuid[]) and i.state not in ('queued', 'applying')`;
const LETTERS = `select letter_id from nomination_letter_line where candidacy_id = any($1::uuid[])`;
const OF_CANDIDACY = `where candidacy_id = any($1::uuid[])`;

/** Names in the storage of every file that speaks of the people of these candidacies. */
const FILES = `
  select name from document_file ${OF_CANDIDACY}
  union select name from seat_statement ${OF_CANDIDACY}
  union select file from nomination_import where id in (${IMPORTS}) and file is not null
  union select file from nomination_letter where id in (${LETTERS}) and file is not null
  union select signature from nomination_letter where id in (${LETTERS}) and signature is not null
  union select text from appeal ${OF_CANDIDACY} and text is not null`;

/**
 * In this order: what is looked for by a name goes before the name. Who stands in another candidacy too, whose data are
 * held, is parted from this one first: his membership here goes to a row that says nothing, he himself stays.
 */
const STATEMENTS: readonly string[] = [
  // An answer to a repeated request may quote anybody: those that do are forgotten, the promise of one effect stays.
  `update idempotent_answer a set answer = null where a.answer is not null and exists (
     select from (
       select unnest($1::uuid[])::text as word
       union select unnest(array[p.family_name, p.given_name || ' ' || p.patronymic, m.named, m.post_title, m.organisation]) from (select * from member where id in (select id from (${MEMBERS}) x)) m join person p on p.id = m.person_id
       union select n.external_id from nominee n where n.candidacy_id = any($1::uuid[])
     ) w where length(w.word) > 2 and position(w.word in a.answer::text) > 0)`,
  `with shared as (
     select m.id as member_id, gen_random_uuid() as stub_id, p.nominator_id, p.sex from (${MEMBERS}) m join person p on p.id = m.person_id
     where exists (select from member o join candidacy c on c.applicant_id = o.applicant_id where o.person_id = m.person_id and c.id <> all($1::uuid[])
       and not exists (select from destruction_line d where d.candidacy_id = c.id and d.carried_out))
   ), stubs as (
     insert into person (id, nominator_id, sex, destroyed_at) select stub_id, nominator_id, sex, now() from shared
   )
   update member m set person_id = s.stub_id from shared s where m.id = s.member_id`,
  `delete from document_file ${OF_CANDIDACY}`,
  `update nomination_import_row set sealed = null, key = null where import_id in (${IMPORTS}) and (sealed is not null or key is not null)`,
  `update nomination_import set file = null where id in (${IMPORTS}) and file is not null`,
  `update nomination_letter set file = null, signature = null where id in (${LETTERS})`,
  `delete from nominee ${OF_CANDIDACY}`,
  `delete from testing_code ${OF_CANDIDACY}`,
  `delete from record_change ${OF_CANDIDACY}`,
  // A title that nobody else of the campaign ever had could be his own.
  `delete from position_classification k where exists (select from employment e where e.member_id in (select id from (${MEMBERS}) x) and e.campaign_id = k.campaign_id and e.title_key = k.title_key)
     and not exists (select from employment e where e.member_id not in (select id from (${MEMBERS}) x) and e.campaign_id = k.campaign_id and e.title_key = k.title_key)`,
  `delete from employment where member_id in (select id from (${MEMBERS}) x)`,
  `delete from expert_conclusion ${OF_CANDIDACY}`,
  `delete from result_correction ${OF_CANDIDACY}`,
  `delete from diagnostics_result ${OF_CANDIDACY}`,
  `update eligibility_exception set document_title = '', document_number = '' ${OF_CANDIDACY}`,
  `update legal_hold set document = '' ${OF_CANDIDACY}`,
  // A text that has left has one: an empty one says that it did, and nothing more.
  `update notice set text_cipher = '' ${OF_CANDIDACY} and text_cipher is not null`,
  `update appeal set representative = null, answer = null, data_key = null, text = null, text_type = null, text_size = null, text_sha256 = null ${OF_CANDIDACY}`,
  // Outcome and score stay, the row hash too: the chain is not touched, and without the salt nobody guesses back.
  `update verdict set measures = '{}', reasons = '[]', salt = null ${OF_CANDIDACY}`,
  `update applicant a set title = null from candidacy c where c.applicant_id = a.id and c.id = any($1::uuid[])`,
  `update person set family_name = null, given_name = null, patronymic = null, birth_date = null, snils_index = null, name_index = null,
     snils_cipher = null, contacts_cipher = null, data_key = null, key_version = null, destroyed_at = now()
   where id in (${EVERYBODY}) and destroyed_at is null`,
  `update member set named = null, registration_region = null, post_title = null, organisation = null, organisation_inn = null, post_category = null, post_group = null,
     sphere = null, municipality_type = null, municipality = null, post_region = null, citizenship = '', education = 'higher', joined_on = null, left_on = null
   where id in (select id from (${MEMBERS}) x)`,
];

/** Erases what is held on people. Which tables and why stands in `domain/personal-data.ts`. */
@Injectable()
export class ErasureRepository {
  /** The files that will have to be removed from the storage. */
  async files(tx: Tx, candidacyIds: readonly string[]): Promise<string[]> {
    return (await tx.query<{ name: string }>(FILES, [candidacyIds])).map(({ name }) => name);
  }

  /** Erases everything on the people of these candidacies, as the one role that may; the transaction then goes on as itself. */
  async erase(tx: Tx, candidacyIds: readonly string[]): Promise<void> {
    const [before] = await tx.query<{ role: string }>(`select current_setting('role') as role`);
    await tx.query(`select set_config('role', 'app_eraser', true)`);
    for (const statement of STATEMENTS) await tx.query(statement, [candidacyIds]);
    await tx.query(`select set_config('role', $1, true)`, [before!.role]);
  }
}
