import { hmac } from '@oslojs/crypto/hmac';
import { SHA256, sha256 } from '@oslojs/crypto/sha2';
import { encodeBase64urlNoPadding, encodeHexLowerCase } from '@oslojs/encoding';
import { SignJWT, jwtVerify } from 'jose';
import { createSecretKey, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tokens } from '../ports/index.ts';

/** The life of an access token, in seconds. */
export const accessTokenSeconds = 15 * 60;
const issuer = 'throughline';
const audience = 'throughline-api';
const algorithm = 'HS256';

const claims = z.object({ sub: z.string(), sid: z.string() });
const bytes = (text: string) => new TextEncoder().encode(text);

/** Access tokens signed with JWT_SECRET; refresh tokens digested under JWT_REFRESH_SECRET. */
export function createTokens(secrets: { JWT_SECRET: string; JWT_REFRESH_SECRET: string }): Tokens {
  const accessKey = createSecretKey(secrets.JWT_SECRET, 'utf8');
  const refreshKey = bytes(secrets.JWT_REFRESH_SECRET);
  return {
    signAccess: ({ userId, role, sessionHash }) =>
      new SignJWT({ role, sid: sessionHash })
        .setProtectedHeader({ alg: algorithm })
        .setSubject(userId)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setExpirationTime(`${accessTokenSeconds}s`)
        .sign(accessKey),
    verifyAccess: async (token) => {
      try {
        const { payload } = await jwtVerify(token, accessKey, {
          issuer,
          audience,
          algorithms: [algorithm],
          requiredClaims: ['exp', 'iat'],
        });
        const { sub, sid } = claims.parse(payload);
        return { userId: sub, sessionHash: sid };
      } catch {
        return null;
      }
    },
    random: () => encodeBase64urlNoPadding(randomBytes(32)),
    digest: (secret) => encodeHexLowerCase(sha256(bytes(secret))),
    refreshDigest: (secret) => encodeHexLowerCase(hmac(SHA256, refreshKey, bytes(secret))),
    keyDigest: (key) => encodeHexLowerCase(hmac(SHA256, refreshKey, bytes(`api-key:${key}`))),
  };
}
