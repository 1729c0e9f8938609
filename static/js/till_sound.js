// till_sound.js: short sounds, so that a cashier need not look at the screen.

const MUTED = 'till-muted';
/** @type {AudioContext | null} */
let audio = null;

export const muted = () => localStorage.getItem(MUTED) === '1';

/** @param {boolean} quiet */
export function mute(quiet) {
	localStorage.setItem(MUTED, quiet ? '1' : '0');
}

/** Hertz, begin and length in seconds, shape. @type {Record<string, [number, number, number, OscillatorType][]>} */
const sounds = {
	accepted: [[1320, 0, 0.06, 'sine']],
	refused: [[196, 0, 0.16, 'square'], [196, 0.22, 0.3, 'square']],
	attention: [[660, 0, 0.1, 'triangle'], [520, 0.13, 0.16, 'triangle']],
	done: [[880, 0, 0.08, 'sine'], [1175, 0.09, 0.08, 'sine'], [1568, 0.18, 0.16, 'sine']],
};

/** @param {AudioContext} a @param {[number, number, number, OscillatorType]} tone */
function play(a, [hertz, begin, length, shape]) {
	const from = a.currentTime + begin;
	const tone = a.createOscillator();
	const loud = a.createGain();
	tone.type = shape;
	tone.frequency.value = hertz;
	loud.gain.setValueAtTime(shape === 'square' ? 0.08 : 0.2, from);
	loud.gain.exponentialRampToValueAtTime(0.001, from + length);
	tone.connect(loud).connect(a.destination);
	tone.start(from);
	tone.stop(from + length);
}

/** @param {'accepted' | 'refused' | 'attention' | 'done'} name */
export function sound(name) {
	if (muted() || !('AudioContext' in window)) return;
	audio ??= new AudioContext();
	for (const tone of sounds[name]) play(audio, tone);
}
