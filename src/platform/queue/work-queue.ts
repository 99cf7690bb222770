import type { Queue } from 'bullmq';
import type { WorkJob, WorkKind } from '../../kernel/jobs';

/** A batch to be handed over; `sends` makes the name of each sending its own, so that a repeated one is not swallowed. */
export interface Sending {
  readonly id: string;
  readonly attempt: number;
  readonly sends: number;
  readonly kind: WorkKind;
}

/** Hands batches to the queues of their kinds. Payloads are identifiers; finished jobs are not kept. */
export class WorkQueue {
  constructor(private readonly queues: ReadonlyMap<WorkKind, Queue<WorkJob>>) {}

  async send(batches: readonly Sending[]): Promise<void> {
    const byKind = new Map<WorkKind, Sending[]>();
    for (const batch of batches) byKind.set(batch.kind, [...(byKind.get(batch.kind) ?? []), batch]);
    await Promise.all(
      [...byKind].map(([kind, sendings]) =>
        this.queue(kind).addBulk(
          sendings.map(({ id, attempt, sends }) => ({
            name: kind,
            data: { batchId: id, attempt },
            opts: { jobId: `${id}-${attempt}-${sends}`, removeOnComplete: true, removeOnFail: { count: 1000 } },
          })),
        ),
      ),
    );
  }

  async close(): Promise<void> {
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
  }

  private queue(kind: WorkKind): Queue<WorkJob> {
    const queue = this.queues.get(kind);
    if (!queue) throw new Error(`no queue is registered for ${kind}`);
    return queue;
  }
}
