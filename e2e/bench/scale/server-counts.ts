/** A counter of a server's `/metrics`, over all its labels. */
export async function readCount(server: string, name: string): Promise<number> {
  const text = await (await fetch(`${server}/metrics`)).text();
  const lines = text.split('\n').filter((line) => line.startsWith(`${name} `) || line.startsWith(`${name}{`));
  if (lines.length === 0) throw new Error(`There is no figure named ${name}.`);
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}
