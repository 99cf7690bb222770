import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Whom an OpenID provider knows as whom. */
@Entity('oidc_identity')
export class OidcIdentityEntity {
  @PrimaryColumn({ type: 'text' })
  issuer!: string;

  @PrimaryColumn({ type: 'text' })
  subject!: string;

  @Column({ name: 'account_id', type: 'uuid' })
  accountId!: string;

  @Column({ name: 'created_at', type: 'timestamptz', default: () => 'now()' })
  createdAt!: Date;
}
