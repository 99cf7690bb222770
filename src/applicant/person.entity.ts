import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A person, however often nominated, until his data are destroyed. СНИЛС and contacts are sealed under a data key of the person. */
@Entity('person')
export class PersonEntity {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ name: 'nominator_id', type: 'uuid' })
  nominatorId!: string;

  @Column({ name: 'family_name', type: 'text', nullable: true })
  familyName!: string | null;

  @Column({ name: 'given_name', type: 'text', nullable: true })
  givenName!: string | null;

  @Column({ type: 'text', nullable: true })
  patronymic!: string | null;

  @Column({ name: 'birth_date', type: 'date', nullable: true })
  birthDate!: string | null;

  @Column({ type: 'text' })
  sex!: 'female' | 'male';

  @Column({ name: 'snils_index', type: 'bytea', nullable: true })
  snilsIndex!: Buffer | null;

  /** Keyed hash of the folded name and the birth date: compares without telling. Null for persons recorded before lists. */
  @Column({ name: 'name_index', type: 'bytea', nullable: true })
  nameIndex!: Buffer | null;

  @Column({ name: 'snils_cipher', type: 'bytea', nullable: true })
  snilsCipher!: Buffer | null;

  @Column({ name: 'contacts_cipher', type: 'bytea', nullable: true })
  contactsCipher!: Buffer | null;

  /** Gone with the data it sealed. */
  @Column({ name: 'data_key', type: 'bytea', nullable: true })
  dataKey!: Buffer | null;

  @Column({ name: 'key_version', type: 'integer', nullable: true })
  keyVersion!: number | null;

  /** From then on the row says nothing but the sex, for figures. */
  @Column({ name: 'destroyed_at', type: 'timestamptz', nullable: true })
  destroyedAt!: Date | null;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;

  /** Whom this person turned out to be; his memberships stand there. */
  @Column({ name: 'merged_into', type: 'uuid', nullable: true })
  mergedInto!: string | null;
}
