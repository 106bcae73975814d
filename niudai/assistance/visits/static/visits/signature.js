/* A signature drawn with a finger; kept as a small picture in the hidden field beside it. */
document.querySelectorAll("canvas[data-signature]").forEach((canvas) => {
  const field = canvas.closest("form").elements[canvas.dataset.signature];
  const pen = canvas.getContext("2d");
  pen.lineWidth = 3;
  pen.lineCap = pen.lineJoin = "round";
  const at = (event) => {
    const box = canvas.getBoundingClientRect();
    return [(event.clientX - box.left) * canvas.width / box.width, (event.clientY - box.top) * canvas.height / box.height];
  };
  const show = () => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    if (!field.value) return;
    const picture = new Image();
    picture.onload = () => pen.drawImage(picture, 0, 0);
    picture.src = field.value;
  };
  let drawing = false;
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    drawing = true;
    pen.beginPath();
    pen.moveTo(...at(event));
  });
  canvas.addEventListener("pointermove", (event) => {
    if (!drawing) return;
    pen.lineTo(...at(event));
    pen.stroke();
  });
  const done = () => {
    if (!drawing) return;
    drawing = false;
    field.value = canvas.toDataURL("image/png");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  canvas.addEventListener("pointerup", done);
  canvas.addEventListener("pointercancel", done);
  canvas.addEventListener("show", show);
  canvas.parentElement.querySelector("[data-clear]").addEventListener("click", () => {
    field.value = "";
    show();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  canvas.closest("[data-drawn]").hidden = false;
  show();
});
