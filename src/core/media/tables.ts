declare module '../../kit/db.ts' {
  interface Tables {
    picture: PictureRow & { created_at: Date }
    picture_discarded: { picture_id: string, due_at: Date }
    picture_drawing: { picture_id: string, kind: string, spec: any }
  }
}

/** A picture as the database has it; `toPicture` adds the addresses. */
export interface PictureRow {
  id: string
  /** Pixels of the largest variant. */
  width: number
  height: number
  color: string
}
