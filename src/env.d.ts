/// <reference types="astro/client" />
import type { Timer } from './lib/contracts/time.ts';
import type { User } from './lib/contracts/user.ts';
import type { MemberActor } from './lib/domain/actor.ts';
import type { Environment } from './server/env.ts';
import type { Ports } from './server/ports/index.ts';

declare global {
  namespace App {
    /** What every server-rendered page and endpoint finds at hand; set by src/middleware.ts. */
    interface Locals {
      /** In every log line and every problem of this request. */
      requestId: string;
      /** The caller's address, behind a trusted proxy too. */
      clientAddress: string;
      env: Environment;
      ports: Ports;
      /** Who asks; null for visitors. */
      actor: MemberActor | null;
      /** The same member as the contract shows it; null for visitors. */
      user: User | null;
      /** How many notifications they have not read. */
      /** What the company calls itself. */
      company: () => Promise<string>;
      unread: () => Promise<number>;
      /** The number of the last event before a member's page read anything. */
      streamPosition: number | null;
      /** The member's running timer, read once: every page shows it. */
      timer: () => Promise<Timer | null>;
    }
  }
}
