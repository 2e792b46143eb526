/** The ringing sound. Browsers play nothing before a click, so «Disponible» unlocks it. */
class Ringer {
  private audio: HTMLAudioElement | null = null;

  private element(): HTMLAudioElement {
    if (!this.audio) {
      this.audio = new Audio("/sounds/ring.wav");
      this.audio.loop = true;
    }
    return this.audio;
  }

  unlock(): void {
    const audio = this.element();
    if (!audio.paused) return;
    audio.muted = true;
    audio
      .play()
      .then(() => audio.pause())
      .catch(() => undefined)
      .finally(() => {
        audio.muted = false;
      });
  }

  set(ringing: boolean): void {
    if (!ringing) {
      this.audio?.pause();
      return;
    }
    const audio = this.element();
    audio.currentTime = 0;
    // Refused when nobody has clicked yet: the card is seen all the same.
    audio.play().catch(() => undefined);
  }
}

export const ringer = new Ringer();
