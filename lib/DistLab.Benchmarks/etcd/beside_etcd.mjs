// Holds the replicated store of lib/DistLab.Core/Consensus beside etcd, in one run on one machine:
//
//     cd lib/DistLab.Benchmarks/etcd && npm ci
//     dotnet build -c Release ..
//     node beside_etcd.mjs [SECONDS] [ROUNDS]
//
// Three processes each, 64 clients that each put 256 bytes as soon as the last put was acknowledged, flushed to disk by a majority, on
// loopback, without TLS. Then the leader is killed: how long until a put is acknowledged again? The two take turns. Both times stand
// with the client's share of the two processors in them: ours is written in C#, etcd's is this script with grpc-js, over one
// connection to each member as etcd's own clients have. Needs etcd (Debian: etcd-server etcd-client) and Node.js 20.

import { execFileSync, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import net from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import grpc from "@grpc/grpc-js";

const CLIENTS = 64, KEYS = 1000, VALUE = Buffer.alloc(256, "v"), MEMBERS = 3;
const seconds = Number(process.argv[2] ?? 10), rounds = Number(process.argv[3] ?? 3);
const sleep = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));

// etcdserverpb.PutRequest has the key as field 1 and the value as field 2, both bytes; of the answer nothing is needed.
const varint = n => n < 128 ? [n] : [(n & 127) | 128, ...varint(n >> 7)];
const put = ({ key, value }) => Buffer.concat([Buffer.from([10, ...varint(key.length)]), key, Buffer.from([18, ...varint(value.length)]), value]);
const KV = grpc.makeGenericClientConstructor({
  put: { path: "/etcdserverpb.KV/Put", requestStream: false, responseStream: false, requestSerialize: put, requestDeserialize: b => b, responseSerialize: b => b, responseDeserialize: b => b },
}, "KV");

const freePort = () => new Promise(resolve => {
  const server = net.createServer().listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});

async function withEtcd(use) {
  const folder = mkdtempSync(path.join(os.tmpdir(), "beside-etcd-"));
  const members = [];
  for (let i = 0; i < MEMBERS; i++)
    members.push({ name: `m${i}`, client: await freePort(), peer: await freePort() });
  const initial = members.map(m => `${m.name}=http://127.0.0.1:${m.peer}`).join(",");
  for (const m of members) {
    const [client, peer] = [`http://127.0.0.1:${m.client}`, `http://127.0.0.1:${m.peer}`];
    m.process = spawn("etcd", ["--name", m.name, "--data-dir", path.join(folder, m.name), "--listen-client-urls", client, "--advertise-client-urls", client,
      "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", initial, "--log-level", "error"], { stdio: "ignore" });
    m.kv = new KV(`127.0.0.1:${m.client}`, grpc.credentials.createInsecure(), { "grpc.initial_reconnect_backoff_ms": 50, "grpc.max_reconnect_backoff_ms": 100 });
  }
  try {
    return await use(members);
  } finally {
    for (const m of members) {
      m.kv.close();
      m.process.kill("SIGKILL");
    }
    await Promise.all(members.map(m => m.process.exitCode !== null || m.process.signalCode !== null || new Promise(resolve => m.process.once("exit", resolve))));
    rmSync(folder, { recursive: true, force: true });
  }
}

const putOnce = (kv, n) => new Promise((resolve, reject) =>
  kv.put({ key: Buffer.from(`k${n % KEYS}`), value: VALUE }, { deadline: Date.now() + 300 }, error => error ? reject(error) : resolve()));

function leaderOf(members) {
  const status = JSON.parse(execFileSync("etcdctl", ["endpoint", "status", "-w", "json", "--endpoints", members.map(m => `127.0.0.1:${m.client}`).join(",")],
    { env: { ...process.env, ETCDCTL_API: "3" }, stdio: ["ignore", "pipe", "ignore"] }).toString());
  const leads = status.find(one => one.Status.leader === one.Status.header.member_id);
  return members.findIndex(m => leads.Endpoint.endsWith(`:${m.client}`));
}

const etcd = () => withEtcd(async members => {
  for (let up = false; !up; up = await putOnce(members[0].kv, 0).then(() => true, () => false))
    await sleep(50);
  let leader = leaderOf(members), done = 0, lastDone = 0, alive = true, dead = -1;
  const client = async number => {
    // As ours do: ask the leader, and another member when there is no answer.
    let at = leader;
    for (let n = number; alive; n += CLIENTS) {
      if (at === dead)
        at = (at + 1) % MEMBERS;
      await putOnce(members[at].kv, n).then(() => { done++; lastDone = performance.now(); }, async () => { at = (at + 1) % MEMBERS; await sleep(10); });
    }
  };
  const clients = Array.from({ length: CLIENTS }, (_, number) => client(number));
  await sleep(2000);
  const [before, start] = [done, performance.now()];
  await sleep(seconds * 1000);
  const rate = (done - before) / ((performance.now() - start) / 1000);
  leader = dead = leaderOf(members);
  const killed = performance.now();
  members[dead].process.kill("SIGKILL");
  await sleep(100);
  // What the dead member had acknowledged may be heard of a little later.
  const heard = performance.now();
  while (lastDone <= heard)
    await sleep(1);
  const gap = lastDone - killed;
  alive = false;
  await Promise.all(clients);
  return { rate, gap };
});

function ours() {
  const program = fileURLToPath(new URL("../bin/Release/net10.0/DistLab.Benchmarks.dll", import.meta.url));
  const said = execFileSync("dotnet", [program, "raft-store", String(seconds)]).toString();
  return { rate: Number(said.match(/([\d,]+) puts a second/)[1].replaceAll(",", "")), gap: Number(said.match(/(\d+) ms from the kill/)[1]) };
}

console.log(`load before: ${os.loadavg().map(l => l.toFixed(2)).join(" ")}; ${os.cpus().length} processors`);
console.log("round  system   puts/s   ms without a put after kill -9 of the leader");
for (let round = 1; round <= rounds; round++) {
  for (const [name, run] of [["DistLab", ours], ["etcd", etcd]]) {
    const { rate, gap } = await run();
    console.log(`${String(round).padStart(5)}  ${name.padEnd(7)} ${Math.round(rate).toString().padStart(7)}   ${Math.round(gap).toString().padStart(6)}`);
  }
}
