// How answers are sent. Nothing is compressed: sealed bytes do not shrink, and secrets never meet foreign data (T80). Relay only.
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import { bytesType, cborType, sequenceType } from '../../shared/protocol/index.ts'

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

export const sendRecord = (reply: FastifyReply, record: Uint8Array, status = 200): FastifyReply =>
  reply.code(status).type(cborType).send(asBuffer(record))

export const sendBytes = (reply: FastifyReply, bytes: Uint8Array): FastifyReply =>
  reply.type(bytesType).send(asBuffer(bytes))

export const sendNothing = (reply: FastifyReply): FastifyReply => reply.code(204).send()

/** Streams; the source is read as fast as the other side takes it. */
export const sendSequence = (
  reply: FastifyReply,
  items: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): FastifyReply => reply.type(sequenceType).send(Readable.from(items, { objectMode: false }))

export const sendStream = (reply: FastifyReply, pieces: AsyncIterable<Uint8Array>): FastifyReply =>
  reply.type(bytesType).send(Readable.from(pieces, { objectMode: false }))
