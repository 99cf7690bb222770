import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/tx';
import type { TemplateText } from './domain/notice-template';
import type { Occasion } from './domain/occasion-of';

export interface TemplateVersion extends TemplateText {
  readonly occasion: Occasion;
  readonly version: number;
  readonly state: 'draft' | 'approved';
  readonly writtenBy: string;
  readonly writtenAt: Date;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
}

const TEMPLATE = `occasion, version, state, recipient, subject, body, written_by as "writtenBy", written_at as "writtenAt", approved_by as "approvedBy", approved_at as "approvedAt"`;

@Injectable()
export class NoticeTemplateRepository {
  /** Of every occasion the draft and the newest approved version. */
  async current(tx: Tx, campaignId: string): Promise<TemplateVersion[]> {
    return tx.query<TemplateVersion & object>(
      `select distinct on (occasion, state) ${TEMPLATE} from notice_template where campaign_id = $1 order by occasion, state, version desc`,
      [campaignId],
    );
  }

  /** The named approved versions. */
  async approved(tx: Tx, campaignId: string, versions: readonly { readonly occasion: string; readonly version: number }[]): Promise<TemplateVersion[]> {
    return tx.query<TemplateVersion & object>(
      `select ${TEMPLATE} from notice_template where campaign_id = $1 and state = 'approved'
         and (occasion, version) in (select w.occasion, w.version from jsonb_to_recordset($2::jsonb) as w (occasion text, version int))`,
      [campaignId, JSON.stringify(versions)],
    );
  }

  /** Writes drafts: the one that is there, or the next version. One writer of a campaign at a time: the campaign is locked. */
  async draft(tx: Tx, campaignId: string, texts: readonly (TemplateText & { readonly occasion: Occasion })[]): Promise<void> {
    await tx.query(
      `insert into notice_template (campaign_id, occasion, version, recipient, subject, body, written_by)
       select $1, w.occasion, coalesce((select max(t.version) from notice_template t where t.campaign_id = $1 and t.occasion = w.occasion and t.state = 'approved'), 0) + 1, w.recipient, w.subject, w.body, $3
       from jsonb_to_recordset($2::jsonb) as w (occasion text, recipient text, subject text, body text)
       on conflict (campaign_id, occasion, version) do update
         set recipient = excluded.recipient, subject = excluded.subject, body = excluded.body, written_by = excluded.written_by, written_at = now()`,
      [campaignId, JSON.stringify(texts), tx.actor.id],
    );
  }

  /** Approves drafts of just these versions; gives the occasions that were. */
  async approve(tx: Tx, campaignId: string, versions: readonly { readonly occasion: string; readonly version: number }[]): Promise<string[]> {
    const rows = await tx.query<{ occasion: string }>(
      `update notice_template t set state = 'approved', approved_by = $3, approved_at = now()
       from jsonb_to_recordset($2::jsonb) as w (occasion text, version int)
       where t.campaign_id = $1 and t.occasion = w.occasion and t.version = w.version and t.state = 'draft' returning t.occasion`,
      [campaignId, JSON.stringify(versions), tx.actor.id],
    );
    return rows.map(({ occasion }) => occasion);
  }
}
