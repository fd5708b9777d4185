/** Two short tones, the second a fourth above the first. */
const TONES_HZ = [660, 880];
const TONE_S = 0.14;
const LOUDNESS = 0.08;

/** Says softly that something has come in. */
export function playChime(): void {
  const context = new AudioContext();
  const last = TONES_HZ.map((tone, index) => playTone(context, tone, index * TONE_S)).at(-1);
  last?.addEventListener('ended', () => void context.close());
}

function playTone(context: AudioContext, tone: number, after: number): OscillatorNode {
  const begin = context.currentTime + after;
  const end = begin + TONE_S;
  const loudness = new GainNode(context, { gain: LOUDNESS });
  loudness.connect(context.destination);
  // Without it the end of a tone clicks.
  loudness.gain.setValueAtTime(LOUDNESS, begin);
  loudness.gain.exponentialRampToValueAtTime(LOUDNESS / 100, end);
  const oscillator = new OscillatorNode(context, { frequency: tone });
  oscillator.connect(loudness);
  oscillator.start(begin);
  oscillator.stop(end);
  return oscillator;
}
