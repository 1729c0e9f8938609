// receiving_camera.js: barcodes by the camera, where the browser can read them
// (BarcodeDetector). Elsewhere its button is not shown.

import { t } from './text.js';

const EVERY = 150;	// milliseconds between two looks
const AGAIN = 1500;	// until the same code counts once more
const FORMATS = ['ean_13', 'ean_8', 'upc_a', 'upc_e', 'itf', 'code_128'];

/** @typedef {{ detect: (from: HTMLVideoElement) => Promise<{ rawValue: string }[]> }} Detector */

/** @param {{ button: HTMLElement, view: HTMLElement, video: HTMLVideoElement, stop: HTMLElement, scanned: (code: string) => void, say: (text: string) => void }} hands */
export function startCamera({ button, view, video, stop, scanned, say }) {
	const Reader = /** @type {any} */ (window).BarcodeDetector;
	if (!Reader || !navigator.mediaDevices?.getUserMedia) return;
	/** @type {MediaStream | null} */
	let stream = null;
	/** @type {ReturnType<typeof setTimeout> | undefined} */
	let next;
	let last = '', seen = 0;

	function close() {
		clearTimeout(next);
		for (const track of stream?.getTracks() ?? []) track.stop();
		stream = null;
		video.srcObject = null;
		view.hidden = true;
		button.hidden = false;
	}

	/** A code that stays in sight counts once. @param {Detector} detector */
	async function watch(detector) {
		const codes = await detector.detect(video).catch(() => []);
		if (!stream) return;
		for (const { rawValue } of codes) {
			if (rawValue !== last || Date.now() - seen > AGAIN) scanned(rawValue);
			last = rawValue;
			seen = Date.now();
		}
		next = setTimeout(() => watch(detector), EVERY);
	}

	async function open() {
		try {
			const can = await Reader.getSupportedFormats();
			stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false });
			video.srcObject = stream;
			view.hidden = false;
			button.hidden = true;
			await video.play();
			watch(new Reader({ formats: FORMATS.filter((f) => can.includes(f)) }));
		} catch {
			close();
			say(t('The camera cannot be used. Allow it in the browser, or type the number under the barcode.'));
		}
	}

	button.addEventListener('click', open);
	stop.addEventListener('click', close);
	// Whoever leaves the page or looks elsewhere is not watched.
	document.addEventListener('visibilitychange', () => { if (document.hidden) close(); });
	window.addEventListener('pagehide', close);
	button.hidden = false;
}
