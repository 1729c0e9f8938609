// _mounts.mjs: a file system of the test's own under the database. It is mounted
// in a mount namespace that ends with the test, whatever ends it.

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync, rmSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { stateDirectory } from './_shop.mjs';

/**
 * @param {readonly string[]} command
 * @returns {string} what it said when it failed, else ''
 */
function failure([program, ...words]) {
	const { error, status, stderr } = spawnSync(program, words, { encoding: 'utf8' });
	return error ? error.message : status ? stderr.trim() || `status ${status}` : '';
}

/** @param {readonly string[]} command */
function must(command) {
	const said = failure(command);
	if (said) throw new Error(`${command.join(' ')}: ${said}`);
}

/**
 * Runs the calling script again where it may mount, and ends with it. Returns
 * why that cannot be, or '' when it is there already.
 * @param {string} url	import.meta.url of the script
 */
export function ownMounts(url) {
	if (process.env.MAKOLET_OWN_MOUNTS) return '';
	const root = process.getuid?.() === 0 ? [] : ['sudo', '-n', '-E'];
	const [program, ...words] = [...root, 'unshare', '--mount'];
	if (failure([program, ...words, 'true'])) return 'only root can mount';
	const { status } = spawnSync(program, [...words, process.execPath, fileURLToPath(url)],
		{ stdio: 'inherit', env: { ...process.env, MAKOLET_OWN_MOUNTS: '1' } });
	process.exit(status ?? 1);
}

/** A state directory whose database lies on a tmpfs of so many megabytes. @param {number} megabytes */
export function onTmpfs(megabytes) {
	const state = stateDirectory();
	const place = join(state, 'mariadb');
	mkdirSync(place);
	must(['mount', '-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', place]);
	return { state, place };
}

/** One whose database lies on an ext4 that can lose its power. */
export class Disk {
	/** @param {number} megabytes */
	constructor(megabytes) {
		this.state = stateDirectory();
		this.place = join(this.state, 'mariadb');
		this.image = join(this.state, 'disk');
		mkdirSync(this.place);
		writeFileSync(this.image, '');
		truncateSync(this.image, megabytes << 20);
	}

	/** @returns {string} why there can be none, or '' */
	make() {
		const why = failure(['mkfs.ext4', '-q', this.image]) || failure(['mount', '-o', 'loop', this.image, this.place]);
		if (why) rmSync(this.state, { recursive: true });
		return why;
	}

	/** What has not reached the disk by now never does. */
	cut() {
		must(['xfs_io', '-x', '-c', 'shutdown', this.place]);
	}

	/** The journal is replayed. Threads of who was killed may hold files for a moment. */
	async plugIn() {
		for (let tries = 0; tries < 100 && failure(['umount', this.place]); tries++) await sleep(50);
		must(['mount', '-o', 'loop', this.image, this.place]);
	}
}
